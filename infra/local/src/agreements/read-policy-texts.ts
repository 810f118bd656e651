import {
  AGREEMENT_FILES,
  BASE_POLICY_FILES,
  POLICY_SCHEMA_FILE,
  type PolicyText,
  type PolicyTexts,
} from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { agreementFile } from './agreement-file.ts';
import { readPolicyFile } from './read-policy-file.ts';
import { readProjectPolicy } from './read-project-policy.ts';

/**
 * The policies that come with the project, with the agreements of an installation in place of the project's where a data
 * directory is given. Throws `PolicyError` for a file that cannot be read; compiles nothing.
 */
export function readPolicyTexts(dataDir?: string): PolicyTexts {
  const agreements = AGENCIES.map((agency): [AgencyName, PolicyText] => [
    agency,
    dataDir === undefined
      ? readProjectPolicy(AGREEMENT_FILES[agency])
      : readPolicyFile(agreementFile(dataDir, agency)),
  ]);
  return {
    schema: readProjectPolicy(POLICY_SCHEMA_FILE),
    base: BASE_POLICY_FILES.map(readProjectPolicy),
    agreements: Object.fromEntries(agreements) as Record<AgencyName, PolicyText>,
  };
}
