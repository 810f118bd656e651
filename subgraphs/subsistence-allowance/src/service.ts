import { runService } from '@hearthgate/process';
import { parseAgencyServiceConfig, permitEverything, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runService(() =>
  serveHouseholdAgency({
    agency: 'subsistence-allowance',
    assertionField: 'subsistenceAllowance',
    config: parseAgencyServiceConfig(),
    permits: permitEverything,
  }),
);
