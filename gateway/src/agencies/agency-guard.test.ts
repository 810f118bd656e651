import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AgencyGuard } from './agency-guard.ts';
import { type AgencyFailure, AgencyUnavailable } from './agency-unavailable.ts';

const never = new AbortController().signal;
const answers = (): Promise<string> => Promise.resolve('answer');
const fails = (failure: AgencyFailure) => (): Promise<string> =>
  Promise.reject(new AgencyUnavailable('disability', failure));
const failureOf = async (running: Promise<unknown>): Promise<unknown> => {
  const [outcome] = await Promise.allSettled([running]);
  return outcome.status === 'rejected' ? (outcome.reason as AgencyUnavailable).failure : 'answered';
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function run(guard: AgencyGuard, call: () => Promise<string>, signal = never): Promise<unknown> {
  const outcome = failureOf(guard.run(call, signal));
  await vi.advanceTimersByTimeAsync(1);
  return outcome;
}

const circuit = { failuresInARow: 3, sparedForMs: 1_000 };

describe('the circuit', () => {
  test.each(['WRONG', 'LATE', 'UNREACHABLE'] as const)(
    'opens after failures in a row (%s), spares the agency, and closes once one call has found it well',
    async (failure) => {
      const guard = new AgencyGuard('disability', circuit);
      for (let call = 0; call < 3; call += 1) expect(await run(guard, fails(failure))).toBe(failure);
      const asked = vi.fn(answers);
      expect(await run(guard, asked)).toBe('SPARED');
      expect(asked).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await run(guard, asked)).toBe('answered');
      expect(await run(guard, asked)).toBe('answered');
    },
  );

  test('half open, one call tries the agency, and the others are told at once and do not wait for it', async () => {
    const guard = new AgencyGuard('disability', circuit);
    for (let call = 0; call < 3; call += 1) await run(guard, fails('WRONG'));
    await vi.advanceTimersByTimeAsync(1_000);
    const { promise, reject } = Promise.withResolvers<string>();
    const trying = failureOf(guard.run(() => promise, never));
    expect(await run(guard, answers)).toBe('SPARED');
    reject(new AgencyUnavailable('disability', 'LATE'));
    expect(await trying).toBe('LATE');
    expect(await run(guard, answers)).toBe('SPARED');
  });

  test.each(['REFUSED', 'ABANDONED'] as const)('does not open for calls that were %s', async (failure) => {
    const guard = new AgencyGuard('disability', circuit);
    for (let call = 0; call < 10; call += 1) expect(await run(guard, fails(failure))).toBe(failure);
    expect(await run(guard, answers)).toBe('answered');
  });

  test('an answer in between begins the count anew', async () => {
    const guard = new AgencyGuard('disability', circuit);
    for (let round = 0; round < 5; round += 1) {
      await run(guard, fails('WRONG'));
      await run(guard, fails('WRONG'));
      expect(await run(guard, answers)).toBe('answered');
    }
  });
});

describe('retries', () => {
  const open = { failuresInARow: 1_000, sparedForMs: 1_000 };

  test('a call whose connection failed is tried once more', async () => {
    const guard = new AgencyGuard('disability', open);
    const call = vi.fn(answers).mockImplementationOnce(fails('UNREACHABLE'));
    expect(await run(guard, call)).toBe('answered');
    expect(call).toHaveBeenCalledTimes(2);
    const down = vi.fn(fails('UNREACHABLE'));
    expect(await run(guard, down)).toBe('UNREACHABLE');
    expect(down).toHaveBeenCalledTimes(2);
  });

  test.each(['WRONG', 'REFUSED', 'LATE', 'ABANDONED'] as const)('one that was %s is not', async (failure) => {
    const call = vi.fn(fails(failure));
    await run(new AgencyGuard('disability', open), call);
    expect(call).toHaveBeenCalledTimes(1);
  });

  test('nor is any once nobody waits', async () => {
    const call = vi.fn(fails('UNREACHABLE'));
    expect(await run(new AgencyGuard('disability', open), call, AbortSignal.abort())).toBe('UNREACHABLE');
    expect(call).toHaveBeenCalledTimes(1);
  });

  test('of an agency that is down, ten calls are tried again, and then one in ten', async () => {
    const guard = new AgencyGuard('disability', open);
    const call = vi.fn(fails('UNREACHABLE'));
    for (let index = 0; index < 100; index += 1) await run(guard, call);
    const retries = call.mock.calls.length - 100;
    expect(retries).toBeGreaterThanOrEqual(18);
    expect(retries).toBeLessThanOrEqual(21);
  });
});
