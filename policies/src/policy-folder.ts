import { AGENCIES, type AgencyName } from '@hearthgate/schema';

/** Where the rules stand, for those who may read files; nothing in this package does. */
export const policyFolder: URL = new URL('../', import.meta.url);

/** The files of the base policies, relative to `policyFolder`. */
export const BASE_POLICY_FILES = ['base/views.cedar'] as const;

export const POLICY_SCHEMA_FILE = 'hearthgate.cedarschema';

/** An agency's agreement as it comes with the project, relative to `policyFolder`. */
export const AGREEMENT_FILES = Object.fromEntries(
  AGENCIES.map((agency) => [agency, `agencies/${agency}/agreement.cedar`]),
) as Readonly<Record<AgencyName, string>>;
