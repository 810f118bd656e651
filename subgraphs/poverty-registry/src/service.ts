import { runAgency, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runAgency('poverty-registry', (served) =>
  serveHouseholdAgency({ ...served, agency: 'poverty-registry', assertionField: 'povertyRegistry' }),
);
