import { runService } from '@hearthgate/process';
import { parseAgencyServiceConfig, permitEverything, serveHouseholdAgency } from '@hearthgate/subgraph-kit';

await runService(() =>
  serveHouseholdAgency({
    agency: 'poverty-registry',
    assertionField: 'povertyRegistry',
    config: parseAgencyServiceConfig(),
    permits: permitEverything,
  }),
);
