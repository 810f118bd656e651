import { createHash } from 'node:crypto';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { parsePolicies } from './cedar/parse-policies.ts';
import { PolicySet } from './cedar/policy-set.ts';
import { refuseIdlePolicies } from './cedar/refuse-idle-policies.ts';

/** A file's text, and its name for error messages. */
export interface PolicyText {
  readonly source: string;
  readonly text: string;
}

export interface PolicyTexts {
  /** `policies/hearthgate.cedarschema`. */
  readonly schema: PolicyText;
  /** `policies/base/*.cedar`. */
  readonly base: readonly PolicyText[];
  readonly agreements: Readonly<Record<AgencyName, PolicyText>>;
}

/** All rules a gateway holds to. An agreement is a set of its own: what it says reaches no further than its agency. */
export interface Policies {
  readonly hash: string;
  readonly base: PolicySet;
  readonly agreements: Readonly<Record<AgencyName, PolicySet>>;
}

/** Parses and validates all policies of a gateway. Throws `PolicyError` for the first file that does not hold. */
export function compilePolicies(texts: PolicyTexts): Policies {
  const parsed = texts.base.flatMap((file) => parsePolicies(file));
  const base = new PolicySet('policies/base', texts.schema.text, parsed);
  const agreements = Object.fromEntries(
    AGENCIES.map((agency) => [agency, compileAgreement(agency, texts.agreements[agency], texts.schema)]),
  ) as Record<AgencyName, PolicySet>;
  const hashes = [base.hash, ...AGENCIES.map((agency) => agreements[agency].hash)];
  return { hash: createHash('sha256').update(hashes.join('\n')).digest('hex'), base, agreements };
}

/** One agency's agreement, as the agency itself holds to it. Throws `PolicyError`. An empty one permits nothing. */
export function compileAgreement(agency: AgencyName, agreement: PolicyText, schema: PolicyText): PolicySet {
  const { source } = agreement;
  const compiled = new PolicySet(source, schema.text, parsePolicies({ ...agreement, agency }));
  refuseIdlePolicies(agency, source, schema.text, compiled);
  return compiled;
}
