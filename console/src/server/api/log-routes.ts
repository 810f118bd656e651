import type { FastifyInstance } from 'fastify';
import { ConsoleError } from '../../errors.ts';
import type { ApiOptions } from './api-options.ts';
import { passThrough } from './pass-through.ts';
import { requireRole } from './require-role.ts';
import { requireSession } from './require-session.ts';

/** The log's checkpoint and its hash tiles (C2SP tlog-tiles): what a page proves by, public at the gateway. */
export function logRoutes(app: FastifyInstance, options: ApiOptions): void {
  app.get('/api/audit/checkpoint', (request, reply) => {
    requireRole(requireSession(request, options), ['PRIVACY_OFFICER']);
    return passThrough(reply, {
      url: `${options.config.gatewayUrl}/audit/checkpoint`,
      method: 'GET',
      accessToken: undefined,
    });
  });

  app.get<{ Params: { '*': string } }>('/api/audit/tile/*', (request, reply) => {
    requireRole(requireSession(request, options), ['PRIVACY_OFFICER']);
    const tile = request.params['*'];
    if (!/^\d{1,2}(\/x\d{3})*\/\d{3}(\.p\/\d{1,3})?$/.test(tile)) {
      throw new ConsoleError('NOT_FOUND', 'there is no such tile');
    }
    return passThrough(reply, {
      url: `${options.config.gatewayUrl}/audit/tile/${tile}`,
      method: 'GET',
      accessToken: undefined,
    });
  });
}
