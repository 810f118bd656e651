import { type AuditEntry, AuditUnavailable, type Receipt, type RefusalsEntry } from '@hearthgate/audit-log';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { limits } from '../limits.ts';
import { CountedRefusals } from './counted-refusals.ts';
import type { CountedCaller } from './outcome-record.ts';

/** A log that writes, or does not: what an outage of the real one looks like from here. */
class LogForTests {
  readonly written: RefusalsEntry[] = [];
  isDown = false;

  commit(entry: AuditEntry): Promise<Receipt> {
    if (this.isDown) return Promise.reject(new AuditUnavailable('DATABASE'));
    if (entry.kind === 'REFUSALS') this.written.push(entry);
    return Promise.resolve({ index: this.written.length - 1, leafHash: '' });
  }

  /** How often a code was counted, over all leaves. */
  total(code: string): number {
    return this.written.reduce((sum, { counts }) => sum + (counts[code] ?? 0), 0);
  }
}

const opened: CountedRefusals[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((refusals) => refusals.close()));
  vi.useRealTimers();
});

function counting(now?: () => Date) {
  const log = new LogForTests();
  const faults: unknown[] = [];
  const refusals = new CountedRefusals({
    log,
    reportFault: (error) => faults.push(error),
    ...(now && { now }),
  });
  opened.push(refusals);
  return { log, refusals, faults };
}

const instant = (second: number): Date => new Date(Date.UTC(2026, 10, 27, 8, 0, second));

test('refusals of one caller are one leaf, with how many of each and from when to when', async () => {
  let second = 0;
  const { log, refusals } = counting(() => instant(second));
  const caller = { client: 'lianhe-senior-1' };
  for (const code of ['RATE_LIMITED', 'SUBJECT_BUDGET_EXHAUSTED', 'RATE_LIMITED']) {
    refusals.count(caller, code);
    second += 10;
  }
  await refusals.write();
  expect(log.written).toEqual([
    {
      kind: 'REFUSALS',
      time: instant(20),
      caller,
      from: instant(0),
      to: instant(20),
      counts: { RATE_LIMITED: 2, SUBJECT_BUDGET_EXHAUSTED: 1 },
    },
  ]);
  await refusals.write();
  expect(log.written).toHaveLength(1);
});

test('a client and a network of the same name are two callers', async () => {
  const { log, refusals } = counting();
  refusals.count({ client: '192.0.2.1' }, 'RATE_LIMITED');
  refusals.count({ network: '192.0.2.1' }, 'UNAUTHENTICATED');
  await refusals.write();
  expect(log.written.map(({ caller, counts }) => [caller, counts])).toEqual([
    [{ client: '192.0.2.1' }, { RATE_LIMITED: 1 }],
    [{ network: '192.0.2.1' }, { UNAUTHENTICATED: 1 }],
  ]);
});

test('a minute after the first they are written by themselves', async () => {
  vi.useFakeTimers();
  const { log, refusals } = counting();
  refusals.count({ network: '192.0.2.1' }, 'UNAUTHENTICATED');
  await vi.advanceTimersByTimeAsync(limits.refusalsWrittenEveryMs - 1);
  expect(log.written).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(log.written).toHaveLength(1);
});

/** 100,000 refusals from 5,000 networks. */
function flood(refusals: CountedRefusals, range = '10'): void {
  for (let n = 0; n < 100_000; n += 1) {
    const network = `${range}.${String((n % 5_000) >> 8)}.${String((n % 5_000) & 255)}.0`;
    refusals.count({ network }, 'UNAUTHENTICATED');
  }
}

test('a flood from 5,000 networks is at most 1,001 leaves, and no refusal of it is lost', async () => {
  const { log, refusals } = counting();
  flood(refusals);
  await refusals.write();
  expect(log.written).toHaveLength(limits.maxCallersCounted + 1);
  expect(log.total('UNAUTHENTICATED')).toBe(100_000);
  const everybodyElse = log.written.filter(({ caller }) => 'network' in caller && caller.network === '*');
  expect(everybodyElse.map(({ counts }) => counts)).toEqual([{ UNAUTHENTICATED: 80_000 }]);
});

test('who was counted before the flood is still counted by name', async () => {
  const { log, refusals } = counting();
  const known = { client: 'lianhe-senior-1' };
  refusals.count(known, 'RATE_LIMITED');
  flood(refusals);
  refusals.count(known, 'RATE_LIMITED');
  await refusals.write();
  expect(log.written.find(({ caller }) => 'client' in caller)?.counts).toEqual({ RATE_LIMITED: 2 });
});

test('what could not be written is counted on, and written once when the log is back', async () => {
  let second = 0;
  const { log, refusals, faults } = counting(() => instant(second));
  const caller = { client: 'lianhe-senior-1' };
  refusals.count(caller, 'RATE_LIMITED');
  log.isDown = true;
  await refusals.write();
  await refusals.write();
  expect(faults).toHaveLength(2);
  second = 30;
  refusals.count(caller, 'RATE_LIMITED');
  refusals.count(caller, 'AUDIT_UNAVAILABLE');
  log.isDown = false;
  await refusals.write();
  await refusals.write();
  expect(log.written).toEqual([
    {
      kind: 'REFUSALS',
      time: instant(30),
      caller,
      from: instant(0),
      to: instant(30),
      counts: { RATE_LIMITED: 2, AUDIT_UNAVAILABLE: 1 },
    },
  ]);
});

test('what is counted while others are written is in the next leaf, also where those are put back', async () => {
  const { log, refusals } = counting();
  const caller = { client: 'lianhe-senior-1' };
  for (const isDown of [false, true, false]) {
    log.isDown = isDown;
    refusals.count(caller, 'RATE_LIMITED');
    const writing = refusals.write();
    refusals.count(caller, 'RATE_LIMITED');
    await writing;
  }
  await refusals.write();
  expect(log.total('RATE_LIMITED')).toBe(6);
});

test('close writes the rest, and no more after it', async () => {
  const { log, refusals } = counting();
  refusals.count({ network: '192.0.2.1' }, 'UNAUTHENTICATED');
  await refusals.close();
  expect(log.total('UNAUTHENTICATED')).toBe(1);
});

test('whatever is counted when, and whenever the log is down, each refusal is in one leaf of its caller', async () => {
  const caller = fc.constantFrom<CountedCaller>({ client: 'a' }, { client: 'b' }, { network: '192.0.2.0' });
  const step = fc.oneof(
    fc.record({ caller, code: fc.constantFrom('RATE_LIMITED', 'AUDIT_UNAVAILABLE') }),
    fc.record({ isDown: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { log, refusals } = counting();
      const counted = new Map<string, number>();
      const nameOf = (who: CountedCaller, code: string): string => `${JSON.stringify(who)} ${code}`;
      for (const each of steps) {
        if ('isDown' in each) {
          log.isDown = each.isDown;
          await refusals.write();
        } else {
          refusals.count(each.caller, each.code);
          const name = nameOf(each.caller, each.code);
          counted.set(name, (counted.get(name) ?? 0) + 1);
        }
      }
      log.isDown = false;
      await refusals.close();
      const written = new Map<string, number>();
      for (const { caller: who, counts } of log.written) {
        for (const [code, count] of Object.entries(counts)) {
          written.set(nameOf(who, code), (written.get(nameOf(who, code)) ?? 0) + count);
        }
      }
      expect(written).toEqual(counted);
    }),
  );
});
