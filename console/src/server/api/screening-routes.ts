import { Readable, Transform } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ConsoleError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { ApiOptions } from './api-options.ts';
import { passThrough } from './pass-through.ts';
import { requireRole } from './require-role.ts';
import { requireSession } from './require-session.ts';
import { readWorkbookRoster } from '../workbook/read-workbook-roster.ts';
import { fewAtOnce } from '../workbook/few-at-once.ts';
import { SCREENING_PURPOSES, SCREENING_ROLES } from './screening-roles.ts';

const target = z.object({ id: z.uuid(), purpose: z.enum(SCREENING_PURPOSES) });

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Of an upload, what the gateway goes by. */
const uploadHeaders = ['content-type', 'upload-offset', 'upload-complete'] as const;

/**
 * Rosters and results, handed through as they come and held nowhere, save a workbook while it is turned into lines: `PUT /api/screenings/ID/roster?purpose=…` (`HEAD`
 * and `PATCH` resume it, as at the gateway) and `GET /api/screenings/ID/results?purpose=…`. Whose a screening is, the
 * gateway decides.
 */
export async function screeningRoutes(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { config, tokens } = options;
  const workbooks = fewAtOnce(limits.maxWorkbooksAtOnce);

  const grant = async (request: FastifyRequest) => {
    const session = requireSession(request, options);
    requireRole(session, SCREENING_ROLES);
    const query = request.query as Record<string, unknown>;
    const parsed = target.safeParse({ ...(request.params as object), purpose: query['purpose'] });
    if (!parsed.success) throw new ConsoleError('BAD_USER_INPUT', 'which screening, and for which purpose?');
    const { id, purpose } = parsed.data;
    const accessToken = await tokens.get({ session, purpose, resource: config.gatewayUrl });
    return { accessToken, url: `${config.gatewayUrl}/screenings/${id}` };
  };

  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, parsed) => {
      parsed(null, payload);
    });
    scope.route({
      method: ['PUT', 'PATCH'],
      url: '/api/screenings/:id/roster',
      bodyLimit: limits.maxRosterBytes,
      handler: async (request, reply) => {
        const { accessToken, url } = await grant(request);
        request.raw.setTimeout(limits.rosterTimeoutMs);
        const send = (body: Readable, headers: Record<string, string>, method: 'PUT' | 'PATCH') =>
          passThrough(reply, {
            url: `${url}/roster`,
            method,
            accessToken,
            headers,
            body,
            timeoutMs: limits.rosterTimeoutMs,
          });
        if (request.headers['content-type'] === WORKBOOK) {
          const workbook = bounded(request.body, limits.maxWorkbookBytes);
          // The gateway reads text only, and has no business with a workbook's other columns.
          return workbooks(() =>
            readWorkbookRoster(workbook, (roster) =>
              send(roster, { 'content-type': 'application/x-ndjson' }, 'PUT'),
            ),
          );
        }
        return send(
          bounded(request.body, limits.maxRosterBytes),
          pick(request),
          request.method as 'PUT' | 'PATCH',
        );
      },
    });
    done();
  });

  app.head('/api/screenings/:id/roster', async (request, reply) => {
    const { accessToken, url } = await grant(request);
    return passThrough(reply, { url: `${url}/roster`, method: 'HEAD', accessToken });
  });

  app.get('/api/screenings/:id/results', async (request, reply) => {
    const { accessToken, url } = await grant(request);
    const accept = request.headers.accept === 'application/x-ndjson' ? request.headers.accept : 'text/csv';
    return passThrough(reply, { url: `${url}/results`, method: 'GET', accessToken, headers: { accept } });
  });
}

function pick(request: FastifyRequest): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of uploadHeaders) {
    const value = request.headers[name];
    if (typeof value === 'string') picked[name] = value;
  }
  return picked;
}

/** What arrives without a length is counted while it passes. */
function bounded(body: unknown, maxBytes: number): Readable {
  if (!(body instanceof Readable)) throw new ConsoleError('BAD_USER_INPUT', 'send the roster as the body');
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, passed) {
      bytes += chunk.length;
      if (bytes > maxBytes) passed(new ConsoleError('REQUEST_TOO_LARGE', 'this roster is too large'));
      else passed(null, chunk);
    },
  });
  body.once('error', (error) => counting.destroy(error));
  return body.pipe(counting);
}
