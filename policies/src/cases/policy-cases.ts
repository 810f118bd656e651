import agreements from '../../cases/agreements.json' with { type: 'json' };
import base from '../../cases/base.json' with { type: 'json' };
import vetoes from '../../cases/vetoes.json' with { type: 'json' };
import { parseCases } from './policy-case.ts';

/** Every case of `policies/cases`. */
export const POLICY_CASES = [base, agreements, vetoes].flatMap(parseCases);

/** The vetoes that cases append, by id; the texts stand in `policies/cases/vetoes`, relative to `policyFolder`. */
export const CASE_VETO_FILES: ReadonlyMap<string, string> = new Map(
  POLICY_CASES.flatMap(({ allow, deny }) => [allow, deny])
    .flatMap(({ veto }) => veto ?? [])
    .map((veto) => [veto, `cases/vetoes/${veto}.cedar`]),
);
