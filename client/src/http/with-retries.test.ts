import { expect, test } from 'vitest';
import { HearthgateError } from '../errors.ts';
import { withRetries } from './with-retries.ts';

interface Tried {
  readonly tries: number;
  readonly thrown: unknown;
}

/** How often it is tried when it fails in this way each time. */
async function tried(error: unknown, idempotent: boolean, signal?: AbortSignal): Promise<Tried> {
  let tries = 0;
  const work = (): Promise<never> => {
    tries += 1;
    return Promise.reject(error as Error);
  };
  const thrown: unknown = await withRetries(work, { idempotent, signal, pausesMs: [1, 1] }).catch(
    (last: unknown) => last,
  );
  return { tries, thrown };
}

const failure = (code: string, options = {}): HearthgateError => new HearthgateError(code, code, options);

test.each([
  ['OVERLOADED', { status: 503, retryAfterSeconds: 0 }],
  ['AUDIT_UNAVAILABLE', { status: 503 }],
  ['RATE_LIMITED', { status: 429, retryAfterSeconds: 0 }],
  ['ISSUER_UNREACHABLE', {}],
])('%s: nothing was done, so whatever it was is tried again', async (code, options) => {
  const error = failure(code, options);
  expect(await tried(error, false)).toEqual({ tries: 3, thrown: error });
  expect(await tried(error, true)).toEqual({ tries: 3, thrown: error });
});

test.each([
  ['GATEWAY_UNREACHABLE', {}],
  ['UNEXPECTED_ANSWER', { status: 502 }],
  ['UNEXPECTED_ANSWER', { status: 504 }],
])('%s %j: it may have been done, so only what may be done twice is tried again', async (code, options) => {
  const error = failure(code, options);
  expect(await tried(error, false)).toEqual({ tries: 1, thrown: error });
  expect(await tried(error, true)).toEqual({ tries: 3, thrown: error });
});

test.each([
  failure('PURPOSE_NOT_PERMITTED', { status: 403 }),
  failure('UNAUTHENTICATED', { status: 401 }),
  failure('ISSUER_REFUSED', { status: 400 }),
  failure('INTERNAL', { status: 500 }),
  failure('SUBJECT_BUDGET_EXHAUSTED', { status: 429, retryAfterSeconds: 0 }),
  failure('SCREENING_LIMIT_EXCEEDED', { status: 429, retryAfterSeconds: 0 }),
  failure('OVERLOADED', { status: 503, retryAfterSeconds: 61 }),
  new TypeError('a mistake'),
])('%s is not tried again', async (error) => {
  expect(await tried(error, true)).toEqual({ tries: 1, thrown: error });
});

test('Retry-After is waited for', async () => {
  const from = performance.now();
  await tried(failure('OVERLOADED', { status: 503, retryAfterSeconds: 0.1 }), false);
  expect(performance.now() - from).toBeGreaterThanOrEqual(198);
});

test("an abort ends it in the middle of a pause, with the signal's own reason", async () => {
  const stopping = new AbortController();
  const reason = new Error('enough');
  const error = failure('OVERLOADED', { status: 503, retryAfterSeconds: 60 });
  const waiting = tried(error, true, stopping.signal);
  setImmediate(() => {
    stopping.abort(reason);
  });
  expect(await waiting).toEqual({ tries: 1, thrown: reason });
  expect(await tried(error, true, stopping.signal)).toEqual({ tries: 0, thrown: reason });
});
