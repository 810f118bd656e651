import { runAgency, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runAgency('subsistence-allowance', (served) =>
  serveHouseholdAgency({
    ...served,
    agency: 'subsistence-allowance',
    assertionField: 'subsistenceAllowance',
  }),
);
