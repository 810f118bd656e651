import {
  AGREEMENT_FILES,
  CASE_VETO_FILES,
  checkCases,
  compileAgreement,
  compilePolicies,
  POLICY_CASES,
  POLICY_SCHEMA_FILE,
  PolicyError,
} from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { buildSchema } from 'graphql';
import { agreementFile } from './agreement-file.ts';
import { readPolicyFile } from './read-policy-file.ts';
import { readPolicyTexts } from './read-policy-texts.ts';
import { readProjectPolicy } from './read-project-policy.ts';

export interface PolicyCheck {
  /** How many policies of the project there are, agreements included. */
  readonly policies: number;
  readonly cases: number;
  /** Of the installation: agencies whose agreements differ from the project's; `undefined` without an installation. */
  readonly ownAgreements: readonly AgencyName[] | undefined;
  /** One line each. */
  readonly problems: readonly string[];
}

/**
 * Compiles the project's policies and an installation's agreements, each for itself, and holds the project's policies
 * against their cases. An installation's agreements are held against no case: what an agency shares is its own affair.
 */
export function checkPolicies(dataDir?: string): PolicyCheck {
  const problems: string[] = [];
  let policies = 0;
  problems.push(
    ...problemsOf(() => {
      const texts = readPolicyTexts();
      const { base, agreements } = compilePolicies(texts);
      policies = [base, ...Object.values(agreements)].reduce((sum, set) => sum + set.policies.length, 0);
      const vetoes = new Map([...CASE_VETO_FILES].map(([id, file]) => [id, readProjectPolicy(file)]));
      const schema = buildSchema(readPublicSdl());
      return checkCases({ texts, vetoes, cases: POLICY_CASES, schema });
    }),
  );
  if (dataDir === undefined) {
    return { policies, cases: POLICY_CASES.length, ownAgreements: undefined, problems };
  }
  const ownAgreements: AgencyName[] = [];
  for (const agency of AGENCIES) {
    problems.push(
      ...problemsOf(() => {
        const schema = readProjectPolicy(POLICY_SCHEMA_FILE);
        const agreement = readPolicyFile(agreementFile(dataDir, agency));
        if (agreement.text !== readProjectPolicy(AGREEMENT_FILES[agency]).text) ownAgreements.push(agency);
        compileAgreement(agency, agreement, schema);
        return [];
      }),
    );
  }
  return { policies, cases: POLICY_CASES.length, ownAgreements, problems };
}

function problemsOf(check: () => readonly string[]): readonly string[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof PolicyError) return [error.message];
    throw error;
  }
}
