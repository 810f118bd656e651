// Serves the agency of its first argument as a process, with the settings of a real one.
import { serveEnrollment } from '@hearthgate/enrollment/serve';
import { AGENCIES } from '@hearthgate/schema';
import { runAgency, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

const assertionFields = {
  'poverty-registry': 'povertyRegistry',
  'subsistence-allowance': 'subsistenceAllowance',
  disability: 'disability',
  orphans: 'orphans',
} as const;

const agency = AGENCIES.find((name) => name === process.argv[2]);
if (!agency) throw new Error('name an agency');
await runAgency(agency, (served) =>
  agency === 'enrollment'
    ? serveEnrollment(served)
    : serveHouseholdAgency({ ...served, agency, assertionField: assertionFields[agency] }),
);
