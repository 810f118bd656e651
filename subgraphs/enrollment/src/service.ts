import { runService } from '@hearthgate/process';
import { parseAgencyServiceConfig } from '@hearthgate/subgraph-kit';
import { serveEnrollment } from './serve-enrollment.ts';

await runService(() => serveEnrollment(parseAgencyServiceConfig()));
