import { runAgency } from '@hearthgate/subgraph-kit';
import { serveEnrollment } from './serve-enrollment.ts';

await runAgency('enrollment', serveEnrollment);
