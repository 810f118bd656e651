import { runService } from '@hearthgate/process';
import { parseAgencyServiceConfig, permitEverything, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runService(() =>
  serveHouseholdAgency({
    agency: 'disability',
    assertionField: 'disability',
    config: parseAgencyServiceConfig(),
    permits: permitEverything,
  }),
);
