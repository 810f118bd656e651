import { runAgency, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runAgency('orphans', (served) =>
  serveHouseholdAgency({ ...served, agency: 'orphans', assertionField: 'orphans' }),
);
