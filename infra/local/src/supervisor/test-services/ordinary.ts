import { createServer } from 'node:http';
import { runService } from '@hearthgate/process';
import { parsePort } from './config.ts';

// A service as they all are: it listens, answers /healthz, and closes when it is told to.
await runService(async () => {
  const server = createServer((_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(parsePort(), '127.0.0.1', resolve));
  return {
    close: async () => {
      process.stdout.write('closed\n');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
});
