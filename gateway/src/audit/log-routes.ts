import type { ServerResponse } from 'node:http';
import { type AuditLog, AuditUnavailable } from '@hearthgate/audit-log';
import { type Handler, pathOf } from '../dispatch.ts';
import { sendJson } from '../send-json.ts';
import { sendWhole } from '../send-whole.ts';

export interface LogRoutesOptions {
  readonly log: Pick<AuditLog, 'checkpoint' | 'tile' | 'entryBundle' | 'verifierKeys'>;
  /** Of the entries themselves, for a privacy officer. */
  readonly answerBundle: Handler;
}

const prefix = '/audit/';

/**
 * The log as the public sees it (C2SP tlog-tiles): checkpoints, tiles of hashes and the keys to verify them. From none
 * of these can be told what a leaf says. Bundles of entries are for privacy officers.
 */
export function logRoutes({ log, answerBundle }: LogRoutesOptions): Readonly<Record<string, Handler>> {
  return {
    '/audit/checkpoint': readable(async (_request, response) => {
      sendText(response, await log.checkpoint());
    }),
    '/audit/verifier-keys': readable((_request, response) => {
      sendText(response, `${log.verifierKeys().trimEnd()}\n`);
    }),
    '/audit/tile/entries/': answerBundle,
    '/audit/tile/': readable(async (request, response) => {
      const path = pathOf(request).slice(prefix.length);
      const tile = await log.tile(path);
      if (!tile) {
        sendJson(response, 404, { error: 'there is no such tile, or not yet' });
        return;
      }
      // A tile never changes, whole or not: what it lacks has another path.
      const headers = {
        'content-type': 'application/octet-stream',
        'cache-control': 'public, max-age=604800, immutable',
      };
      sendWhole(response, { status: 200, headers, body: tile });
    }),
  };
}

function readable(handle: Handler): Handler {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      sendJson(response, 405, { error: 'ask by GET' });
      return;
    }
    try {
      await handle(request, response);
    } catch (error) {
      if (!(error instanceof AuditUnavailable)) throw error;
      response.setHeader('retry-after', '1');
      sendJson(response, 503, { error: 'the audit log cannot be read: try again' });
    }
  };
}

function sendText(response: ServerResponse, text: string): void {
  sendWhole(response, {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: text,
  });
}
