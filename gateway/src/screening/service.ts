import { runService } from '@hearthgate/process';
import { parseScreeningWorkerConfig } from './config.ts';
import { serveScreeningWorker } from './serve-screening-worker.ts';

await runService(async () => {
  const worker = await serveScreeningWorker(parseScreeningWorkerConfig());
  return { close: () => worker.close(), reload: () => worker.reloadPolicies() };
});
