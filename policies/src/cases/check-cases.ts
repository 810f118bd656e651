import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import type { GraphQLSchema } from 'graphql';
import { compilePolicies, type Policies, type PolicyText, type PolicyTexts } from '../compile-policies.ts';
import { decideCase } from './decide-case.ts';
import { factsThatDiffer } from './facts-that-differ.ts';
import type { CaseFacts, PolicyCase } from './policy-case.ts';

export interface CheckCasesOptions {
  readonly texts: PolicyTexts;
  /** By id: the policies that cases append. */
  readonly vetoes: ReadonlyMap<string, PolicyText>;
  readonly cases: readonly PolicyCase[];
  /** The public schema. */
  readonly schema: GraphQLSchema;
}

/**
 * Holds policies against their cases; returns one line for each that does not come out, and none when all do:
 * the two questions of a case differ in one fact, one is permitted and the other is not, the policy named is what
 * decides, and no policy is without a case. Throws `PolicyError` for policies that cannot be compiled.
 */
export function checkCases({ texts, vetoes, cases, schema }: CheckCasesOptions): readonly string[] {
  const compiled = new Map<string | undefined, Policies>([[undefined, compilePolicies(texts)]]);
  for (const [id, veto] of vetoes) compiled.set(id, compilePolicies(withVeto(texts, id, veto)));
  const problems = cases.flatMap((policyCase) =>
    problemsOf(policyCase, schema, compiled).map(
      (problem) => `case of ${policyCase.policy} (“${policyCase.says}”): ${problem}`,
    ),
  );
  const shown = new Set(cases.map(({ policy }) => policy));
  const known = new Set([...compiled.values()].flatMap(policyIds));
  return [
    ...problems,
    ...[...known].filter((id) => !shown.has(id)).map((id) => `policy ${id} has no case`),
    ...[...shown].filter((id) => !known.has(id)).map((id) => `there are cases of ${id}, and no such policy`),
  ];
}

function withVeto(texts: PolicyTexts, id: string, veto: PolicyText): PolicyTexts {
  const agency = AGENCIES.find((name) => id.startsWith(`${name}.`)) satisfies AgencyName | undefined;
  if (!agency) throw new Error(`the veto ${id} does not begin with its agency's name`);
  const { source, text } = texts.agreements[agency];
  const agreement = { source: `${source} with ${veto.source}`, text: `${text}\n${veto.text}` };
  return { ...texts, agreements: { ...texts.agreements, [agency]: agreement } };
}

function policyIds({ base, agreements }: Policies): string[] {
  return [base, ...Object.values(agreements)].flatMap(({ policies }) => policies.map(({ id }) => id));
}

function problemsOf(
  { policy, allow, deny }: PolicyCase,
  schema: GraphQLSchema,
  compiled: ReadonlyMap<string | undefined, Policies>,
): string[] {
  const differing = factsThatDiffer({ allow, deny });
  if (differing.length !== 1) return [`its pair differs in ${differing.join(', ') || 'nothing'}`];
  const decided = (facts: CaseFacts): ReturnType<typeof decideCase> => {
    const policies = compiled.get(facts.veto);
    if (!policies) throw new Error(`there is no veto ${facts.veto ?? ''}`);
    return decideCase(policies, schema, facts);
  };
  const [allowed, denied] = [decided(allow), decided(deny)];
  const problems = [];
  if (!allowed.permitted) problems.push(`is not allowed for ${describe(allow)}`);
  if (denied.permitted) problems.push(`is not denied for ${describe(deny)}`);
  const deciding = [...allowed.policies, ...denied.policies].map(({ id }) => id);
  if (problems.length === 0 && !deciding.includes(policy)) {
    problems.push(`decided by ${deciding.join(', ') || 'no policy'}`);
  }
  return problems;
}

function describe({ role, purpose, assurance, veto, ...facts }: CaseFacts): string {
  const what = 'field' in facts ? facts.field : `the source ${facts.source}`;
  return `${role}, ${purpose}, ${assurance}, ${what}${veto === undefined ? '' : `, with the veto ${veto}`}`;
}
