import type { RunningService } from '@hearthgate/process';
import { webBundle } from '../build/web-bundle.ts';
import type { ConsoleConfig } from '../config.ts';
import { serveConsole } from './serve-console.ts';

/**
 * Starts the console; resolves when it listens. Its pages may still be being built then (the first start after a change
 * of their sources): whoever comes meanwhile is told to wait. Neither issuer nor gateway need be there.
 */
export async function startConsole(config: ConsoleConfig): Promise<RunningService> {
  const bundle = webBundle({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  const app = await serveConsole(config, bundle);
  await app.listen({ port: config.port, host: '127.0.0.1' });
  return {
    close: async () => {
      bundle.close();
      await app.close();
    },
  };
}
