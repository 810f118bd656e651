import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectToGateway, type ConnectOptions } from '../connect-to-gateway.ts';
import { HearthgateError } from '../errors.ts';
import type { ScreeningState } from './screening-state.ts';
import type { Screenings } from './screenings.ts';

// The gateway and the clock are stood in for: outages of minutes, to the millisecond, in no time. Screenings at a real
// gateway, killed on the way, are infra/cli's and infra/system-tests'.
beforeEach(() => {
  vi.useFakeTimers({ fakeNodeBuiltins: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Answer = () => Response;

const state = (status: ScreeningState['status'], complete: number): ScreeningState => ({
  id: 'a-screening',
  status,
  program: null,
  clientReference: null,
  createdAt: '2026-11-01T08:00:00Z',
  expiresAt: '2026-11-08T08:00:00Z',
  uploadUrl: '/screenings/a-screening/roster',
  progress: { total: 2, complete, unanswered: 0 },
  resultsUrl: null,
  failure: null,
  summary: null,
});
const shows =
  (...seen: Parameters<typeof state>): Answer =>
  () =>
    Response.json({ data: { screening: state(...seen) } });
const refuses =
  (status: number, code: string, headers = {}): Answer =>
  () =>
    Response.json({ errors: [{ message: 'refused', extensions: { code } }] }, { status, headers });
const isAway: Answer = () => {
  throw new TypeError('fetch failed');
};
const running = shows('RUNNING', 1);
const completed = shows('COMPLETED', 2);

/** A gateway that answers by the time since the test began. When it was asked, in that time. */
function gatewayThat(answersAt: (ms: number) => Answer): { readonly askedAt: readonly number[] } {
  const from = Date.now();
  const askedAt: number[] = [];
  vi.stubGlobal('fetch', () => {
    const ms = Date.now() - from;
    askedAt.push(ms);
    // As `fetch` does: whatever it throws, it rejects with.
    return Promise.resolve().then(answersAt(ms));
  });
  return { askedAt };
}

async function screenings(options: Partial<ConnectOptions> = {}): Promise<Screenings> {
  const requestToken = (): Promise<{ accessToken: string; expiresInSeconds: number }> =>
    Promise.resolve({ accessToken: 'token', expiresInSeconds: 3_600 });
  const gatewayUrl = 'https://gateway.example';
  const gateway = await connectToGateway({ gatewayUrl, credentials: { requestToken }, ...options });
  return gateway.forPurpose('AID_ELIGIBILITY').screenings;
}

/** What comes of it, with time going on whenever nothing but a pause is waited for. */
async function inTime<Result>(work: Promise<Result>): Promise<Result | Error> {
  let over = false;
  const settled = work
    .catch((error: unknown) => error as Error)
    .finally(() => {
      over = true;
    });
  while (!over) await vi.advanceTimersToNextTimerAsync();
  return settled;
}

async function watched(options?: Partial<ConnectOptions>): Promise<(string | Error)[]> {
  const seen: (string | Error)[] = [];
  const watch = (await screenings(options)).watch('a-screening');
  const end = await inTime(
    (async () => {
      for await (const { status, progress } of watch) seen.push(`${status} ${String(progress.complete)}`);
    })(),
  );
  return end ? [...seen, end] : seen;
}

const waited = async (options?: Partial<ConnectOptions>): Promise<ScreeningState | Error> =>
  inTime((await screenings(options)).wait('a-screening'));

const during = (ms: number, from: number, to: number): boolean => ms >= from && ms < to;

describe('an outage', () => {
  const twoMinutes = 120_000;
  // The second look is 250 ms after the first, and the first that finds nobody.
  const begins = 250;

  test.each<[string, Answer]>([
    ['a gateway that nobody reaches', isAway],
    ["a proxy's 502", () => new Response('<html>', { status: 502 })],
    ["a proxy's 504", () => new Response('<html>', { status: 504 })],
    ['OVERLOADED', refuses(503, 'OVERLOADED', { 'retry-after': '1' })],
    ['AUDIT_UNAVAILABLE', refuses(503, 'AUDIT_UNAVAILABLE')],
    ['RATE_LIMITED', refuses(429, 'RATE_LIMITED', { 'retry-after': '5' })],
  ])('of two minutes is ridden out: %s', async (_what, answer) => {
    const away = (ms: number): Answer => (ms < begins + twoMinutes ? answer : completed);
    gatewayThat((ms) => (ms < begins ? running : away(ms)));
    expect(await watched()).toEqual(['RUNNING 1', 'COMPLETED 2']);
    gatewayThat((ms) => (ms < begins ? running : away(ms)));
    expect(await waited()).toEqual(state('COMPLETED', 2));
  });

  test('that lasts is given up after two minutes, with the last failure, and nobody asks any longer', async () => {
    const { askedAt } = gatewayThat((ms) => (ms < begins ? running : isAway));
    const [seen, error] = await watched();
    expect(seen).toBe('RUNNING 1');
    expect(error).toBeInstanceOf(HearthgateError);
    expect(error).toMatchObject({ code: 'GATEWAY_UNREACHABLE', status: undefined });
    const pauses = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
    let at = begins;
    expect(askedAt).toEqual([0, ...pauses.map((pause) => (at += pause))]);
    expect(at - begins).toBe(twoMinutes + 500);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('of the audit log that lasts is given up with what the gateway says', async () => {
    gatewayThat(() => refuses(503, 'AUDIT_UNAVAILABLE'));
    expect(await waited()).toMatchObject({ code: 'AUDIT_UNAVAILABLE', status: 503 });
  });

  test('after another has two minutes of its own: an answer in between, and pauses begin anew', async () => {
    const again = begins + twoMinutes + 1_000;
    const { askedAt } = gatewayThat((ms) =>
      during(ms, begins, begins + twoMinutes) || during(ms, again, again + twoMinutes)
        ? isAway
        : ms < again
          ? running
          : completed,
    );
    expect(await watched()).toEqual(['RUNNING 1', 'COMPLETED 2']);
    const second = askedAt.filter((ms) => ms >= again);
    expect(second.slice(0, 4).map((ms) => ms - second[0]!)).toEqual([0, 500, 1_500, 3_500]);
    expect(second).toHaveLength(9);
  });

  test('of sixteen seconds is too long for what is not waited for: `get`', async () => {
    const answers = (ms: number): Answer => (ms < 16_000 ? isAway : completed);
    gatewayThat(answers);
    expect(await inTime((await screenings()).get('a-screening'))).toMatchObject({
      code: 'GATEWAY_UNREACHABLE',
    });
    gatewayThat(answers);
    expect(await waited()).toEqual(state('COMPLETED', 2));
  });

  test('is ridden out by the pauses that a caller gave, and no longer', async () => {
    const { askedAt } = gatewayThat((ms) => (ms < 30 ? isAway : completed));
    expect(await waited({ retryPausesMs: [10, 10] })).toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
    expect(askedAt).toEqual([0, 10, 20]);
    gatewayThat((ms) => (ms < 30 ? isAway : completed));
    expect(await waited({ retryPausesMs: [10, 20] })).toEqual(state('COMPLETED', 2));
  });

  test("ends with the signal's own reason once the caller aborts, in the middle of a pause", async () => {
    const { askedAt } = gatewayThat(() => isAway);
    const stopping = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => {
      stopping.abort(reason);
    }, 10_000);
    const waiting = (await screenings()).wait('a-screening', { signal: stopping.signal });
    expect(await inTime(waiting)).toBe(reason);
    expect(askedAt).toEqual([0, 500, 1_500, 3_500, 7_500]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('told at once, however long it was watched', () => {
  test.each<[number, string, object?]>([
    [400, 'BAD_USER_INPUT'],
    [403, 'PURPOSE_NOT_PERMITTED'],
    [403, 'DOCUMENT_NOT_TRUSTED'],
    [404, 'NOT_FOUND'],
    [410, 'SCREENING_EXPIRED'],
    [429, 'SUBJECT_BUDGET_EXHAUSTED', { 'retry-after': '1' }],
    [500, 'INTERNAL'],
    [503, 'OVERLOADED', { 'retry-after': '61' }],
  ])('%i %s', async (status, code, headers) => {
    const { askedAt } = gatewayThat((ms) => (ms < 250 ? running : refuses(status, code, headers)));
    expect(await watched()).toEqual(['RUNNING 1', expect.objectContaining({ code, status })]);
    expect(askedAt).toEqual([0, 250]);
  });

  test('a screening that is not there', async () => {
    const { askedAt } = gatewayThat(() => () => Response.json({ data: { screening: null } }));
    expect(await waited()).toMatchObject({ code: 'NOT_FOUND' });
    expect(askedAt).toEqual([0]);
  });

  test('401, once a new token was refused too', async () => {
    const { askedAt } = gatewayThat((ms) => (ms < 250 ? running : refuses(401, 'UNAUTHENTICATED')));
    expect(await watched()).toEqual([
      'RUNNING 1',
      expect.objectContaining({ code: 'UNAUTHENTICATED', status: 401 }),
    ]);
    expect(askedAt).toEqual([0, 250, 250]);
  });
});
