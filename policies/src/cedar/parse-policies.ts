import { policySetTextToParts, policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { describeProblems } from './describe-problems.ts';
import { PolicyError } from './policy-error.ts';

/** One policy with the annotations that a refusal names. */
export interface AnnotatedPolicy {
  readonly id: string;
  /** Why it is so, in words for whoever is refused. */
  readonly reason: string;
  /** The agency whose agreement it stands in. */
  readonly agency: string | undefined;
  readonly text: string;
}

export interface ParsePoliciesOptions {
  /** The file, for error messages. */
  readonly source: string;
  readonly text: string;
  /** Whose agreement this is; each of its policies must say so by `@agency`, and no other policy may. */
  readonly agency?: string;
}

/**
 * Splits a Cedar text into its policies. Each must carry `@id` and `@reason`, an agreement's also `@agency`.
 * Does not check the policies against a schema; `compilePolicies` does. Throws `PolicyError`.
 */
export function parsePolicies({ source, text, agency }: ParsePoliciesOptions): readonly AnnotatedPolicy[] {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') throw new PolicyError(source, describeProblems(parts.errors, text));
  if (parts.policy_templates.length > 0) throw new PolicyError(source, 'templates are not used here');
  const policies = parts.policies.map((policy) => annotated(policy, text, source));
  for (const policy of policies) {
    if (policy.agency === agency) continue;
    const wanted = agency === undefined ? 'no @agency: it is not an agreement' : `@agency("${agency}")`;
    throw new PolicyError(source, `policy ${policy.id} must carry ${wanted}`);
  }
  return policies;
}

function annotated(text: string, wholeText: string, source: string): AnnotatedPolicy {
  const parsed = policyToJson(text);
  if (parsed.type === 'failure') throw new PolicyError(source, describeProblems(parsed.errors));
  const { id, reason, agency } = parsed.json.annotations ?? {};
  if (!id) {
    const line = wholeText.slice(0, wholeText.indexOf(text)).split('\n').length;
    throw new PolicyError(source, `line ${String(line)}: the policy has no @id`);
  }
  if (!reason) throw new PolicyError(source, `policy ${id} has no @reason`);
  return { id, reason, agency, text };
}
