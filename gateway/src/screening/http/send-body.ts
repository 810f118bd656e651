import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CommittedOutcome } from '../../audit/commit-audit.ts';
import { sendAnswer } from '../../send-answer.ts';

/**
 * Sends what came of a request and, where there is one, the body that follows it, as fast as the caller reads. Takes
 * only what the audit log holds; where the log could not commit, what is committed instead is sent, and no body.
 *
 * A body that breaks off ends the connection without the end of its last chunk: the caller can tell that it is not whole.
 */
export async function sendBody(
  response: ServerResponse,
  committed: CommittedOutcome,
  body: AsyncIterable<string> | undefined,
): Promise<void> {
  if (body === undefined || committed.status !== 200) {
    sendAnswer(response, committed);
    return;
  }
  const receipt = committed.receipt && JSON.stringify(committed.receipt);
  response.writeHead(200, {
    'cache-control': 'no-store',
    ...committed.headers,
    ...(receipt !== undefined && { 'hearthgate-receipt': receipt }),
  });
  try {
    await pipeline(Readable.from(body), response);
  } catch (error) {
    // A caller that went away is no fault.
    if (!isPrematureClose(error)) throw error;
  }
}

function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
