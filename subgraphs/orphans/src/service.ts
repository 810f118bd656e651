import { runService } from '@hearthgate/process';
import { parseAgencyServiceConfig, permitEverything, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runService(() =>
  serveHouseholdAgency({
    agency: 'orphans',
    assertionField: 'orphans',
    config: parseAgencyServiceConfig(),
    permits: permitEverything,
  }),
);
