import { runService } from '@hearthgate/process';
import { parseAgencyServiceConfig, permitEverything } from '@hearthgate/subgraph-kit';
import { serveEnrollment } from './serve-enrollment.ts';

await runService(() => serveEnrollment({ config: parseAgencyServiceConfig(), permits: permitEverything }));
