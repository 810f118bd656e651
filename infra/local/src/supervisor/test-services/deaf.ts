import { createServer } from 'node:http';
import { parsePort } from './config.ts';

// Ready, and then closes for nobody.
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => undefined);
createServer((_request, response) => response.end('{}')).listen(parsePort(), '127.0.0.1', () =>
  process.send?.('ready'),
);
