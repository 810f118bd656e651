import type { FastifyInstance } from 'fastify';
import { ConsoleError } from '../../errors.ts';

/**
 * Refuses requests for another host than the console's (`WRONG_HOST`): a name that was rebound to this address would
 * make its pages ours to the browser. `/healthz` answers whoever asks.
 */
export function requireOwnHost(app: FastifyInstance, consoleUrl: string): void {
  const { host } = new URL(consoleUrl);
  app.addHook('onRequest', (request, _reply, done) => {
    const isOwn = request.headers.host === host || request.url === '/healthz';
    done(isOwn ? undefined : new ConsoleError('WRONG_HOST', 'this console answers under another address'));
  });
}
