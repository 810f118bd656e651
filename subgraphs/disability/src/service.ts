import { runAgency, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runAgency('disability', (served) =>
  serveHouseholdAgency({ ...served, agency: 'disability', assertionField: 'disability' }),
);
