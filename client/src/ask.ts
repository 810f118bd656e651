import type { TrustedDocument } from './documents/trusted-document.ts';
import { HearthgateError, type Receipt } from './errors.ts';
import { errorOf, receiptOf, unexpectedAnswer } from './http/gateway-error.ts';
import { type Connection, sendRequest, unreachable } from './http/send-request.ts';
import { withRetries, type WithRetriesOptions } from './http/with-retries.ts';
import { limits } from './limits.ts';

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface Reply<Data> {
  readonly data: Data;
  /** The answer's place in the gateway's audit log. */
  readonly receipt: Receipt | undefined;
}

/**
 * Asks a trusted document. The answer is whole: one with any error in it is thrown as that error. A query is tried again when
 * no answer came; a mutation only when the answer says that nothing was done (429, 503), unless it is `idempotent`.
 *
 * Does not check the data against the document's type: the gateway executes by its schema.
 * Errors: the gateway's code; `GATEWAY_UNREACHABLE`; `UNEXPECTED_ANSWER`; the issuer's; the signal's reason.
 */
export async function ask<Variables extends object, Data>(
  connection: Connection,
  document: TrustedDocument<Variables, Data>,
  variables: Variables,
  {
    signal,
    idempotent = document.operation === 'query',
    pausesMs,
  }: AskOptions & Partial<Pick<WithRetriesOptions, 'idempotent' | 'pausesMs'>> = {},
): Promise<Reply<Data>> {
  const body = JSON.stringify({ documentId: document.id, variables });
  return withRetries(() => askOnce<Data>(connection, body, signal), {
    idempotent,
    signal,
    pausesMs: connection.retryPausesMs ?? pausesMs,
  });
}

async function askOnce<Data>(
  connection: Connection,
  body: string,
  signal: AbortSignal | undefined,
): Promise<Reply<Data>> {
  const timeout = AbortSignal.timeout(limits.requestTimeoutMs);
  const url = new URL(`${connection.gatewayUrl}/graphql`);
  try {
    const response = await sendRequest(connection, {
      method: 'POST',
      path: '/graphql',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: () => body,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return parseAnswer<Data>(response, await response.text());
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof HearthgateError ? error : unreachable(url, error);
  }
}

function parseAnswer<Data>(response: Response, text: string): Reply<Data> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw unexpectedAnswer(response);
  }
  const error = errorOf(response, body);
  if (error) throw error;
  if (typeof body !== 'object' || body === null || !('data' in body)) throw unexpectedAnswer(response);
  if (typeof body.data !== 'object' || body.data === null) throw unexpectedAnswer(response);
  return { data: body.data as Data, receipt: receiptOf(body) };
}
