import { createHash } from 'node:crypto';
import {
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { Purpose, Role } from '@hearthgate/schema';
import type { AnnotatedPolicy } from './parse-policies.ts';
import { describeProblems } from './describe-problems.ts';
import { PolicyError } from './policy-error.ts';

/** Whether the caller proved to hold the key that its token is bound to. */
export type Assurance = 'bearer' | 'dpop';

/** A policy as a refusal names it. */
export type DecidingPolicy = Pick<AnnotatedPolicy, 'id' | 'reason'> & { readonly agency?: string };

export interface PolicyQuestion {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly assurance: Assurance;
  readonly action: 'read' | 'share';
  /** A field of the public schema for `read`, an agency for `share`. */
  readonly resource: string;
}

export interface PolicyDecision {
  readonly permitted: boolean;
  /** The policies that decided; none when a thing is refused because nothing permits it. */
  readonly policies: readonly DecidingPolicy[];
}

const resourceTypes = { read: 'Hearthgate::Field', share: 'Hearthgate::Source' } as const;

/** Policies that were validated against the Cedar schema and can be asked. Equal texts have equal hashes. */
export class PolicySet {
  readonly hash: string;
  readonly policies: readonly AnnotatedPolicy[];
  readonly #byId: ReadonlyMap<string, AnnotatedPolicy>;
  readonly #schemaName: string;

  /** Throws `PolicyError` for a policy that Cedar's validator refuses, or two of one id. */
  constructor(source: string, schemaText: string, policies: readonly AnnotatedPolicy[]) {
    this.policies = policies;
    this.#byId = new Map(policies.map((policy) => [policy.id, policy]));
    const repeated = policies.find((policy) => this.#byId.get(policy.id) !== policy);
    if (repeated) throw new PolicyError(source, `two policies have the @id ${repeated.id}`);
    const staticPolicies = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
    const validation = validate({ schema: schemaText, policies: { staticPolicies } });
    const problems =
      validation.type === 'failure'
        ? [describeProblems(validation.errors)]
        : validation.validationErrors.map(
            ({ policyId, error }) => `policy ${policyId}: ${describeProblems([error])}`,
          );
    if (problems.length > 0) throw new PolicyError(source, problems.join('; '));
    this.hash = sha256([schemaText, ...policies.map(({ text }) => text)]);
    this.#schemaName = sha256([schemaText]);
    preparseSchema(this.#schemaName, schemaText);
    preparsePolicySet(this.hash, { staticPolicies });
  }

  /** A decision costs 0.1 to 1 ms: masks are made of them once, requests are not. */
  decide({ role, purpose, assurance, action, resource }: PolicyQuestion): PolicyDecision {
    const answer = statefulIsAuthorized({
      principal: { type: 'Hearthgate::Role', id: role },
      action: { type: 'Hearthgate::Action', id: action },
      resource: { type: resourceTypes[action], id: resource },
      context: { purpose: { __entity: { type: 'Hearthgate::Purpose', id: purpose } }, assurance },
      preparsedSchemaName: this.#schemaName,
      preparsedPolicySetId: this.hash,
      validateRequest: true,
      entities: [],
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
    const { decision, diagnostics } = answer.response;
    // A policy that fails to evaluate is passed over by Cedar: were it a forbid, refusing is the only safe reading.
    const permitted = decision === 'allow' && diagnostics.errors.length === 0;
    return { permitted, policies: diagnostics.reason.flatMap((id) => this.#named(id)) };
  }

  #named(id: string): DecidingPolicy[] {
    const policy = this.#byId.get(id);
    if (!policy) return [];
    return [{ id, reason: policy.reason, ...(policy.agency !== undefined && { agency: policy.agency }) }];
  }
}

function sha256(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}
