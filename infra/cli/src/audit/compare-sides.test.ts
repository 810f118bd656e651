import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSides, type LoggedCall, type RecordedCall } from './compare-sides.ts';

const from = '2026-11-27T08:00:00.000Z';
const to = '2026-11-27T09:00:00.000Z';
const within = '2026-11-27T08:30:00.000Z';

const logged: LoggedCall = { agency: 'orphans', txn: 'a', time: within, index: 7, answered: true };
const recorded: RecordedCall = { agency: 'orphans', txn: 'a', time: within };
const sides = { logged: [logged], recorded: [recorded], gaps: [], from, to };

test('a call that both sides have is matched, and nothing is named', () => {
  expect(compareSides(sides)).toEqual({ matched: 1, mismatches: [] });
});

test.each([
  ['another txn', { ...recorded, txn: 'b' }],
  ['another agency', { ...recorded, agency: 'disability' }],
])('a record of %s matches nothing: both are named', (_what, other) => {
  expect(compareSides({ ...sides, recorded: [other] })).toEqual({
    matched: 0,
    mismatches: [
      { agency: 'orphans', txn: 'a', time: within, index: 7, kind: 'NOT_AT_AGENCY' },
      { ...other, kind: 'NOT_IN_LOG' },
    ],
  });
});

test('of a call that was not answered in time the agency may have a record, or none', () => {
  const unanswered = { ...logged, answered: false };
  expect(compareSides({ ...sides, logged: [unanswered], recorded: [] })).toEqual({
    matched: 0,
    mismatches: [],
  });
  expect(compareSides({ ...sides, logged: [unanswered] })).toEqual({ matched: 1, mismatches: [] });
});

test('several rows of one call at an agency are one mismatch', () => {
  const again = { ...recorded, time: '2026-11-27T08:30:00.001Z' };
  expect(compareSides({ ...sides, logged: [], recorded: [recorded, again] }).mismatches).toHaveLength(1);
});

test('the range has its first instant and not its last; what lies around it is found, and not named', () => {
  const at = (time: string) => ({
    logged: compareSides({ ...sides, logged: [{ ...logged, time }], recorded: [] }).mismatches.length,
    recorded: compareSides({ ...sides, logged: [], recorded: [{ ...recorded, time }] }).mismatches.length,
  });
  expect(at(from)).toEqual({ logged: 1, recorded: 1 });
  expect(at(to)).toEqual({ logged: 0, recorded: 0 });
  expect(at('2026-11-27T07:59:59.999Z')).toEqual({ logged: 0, recorded: 0 });
  expect(at('2026-11-27T08:00:00.000001Z')).toEqual({ logged: 1, recorded: 1 });
  expect(at('2026-11-27T09:00:00.000001Z')).toEqual({ logged: 0, recorded: 0 });
  const late = { ...sides, logged: [{ ...logged, time: '2026-11-27T07:59:59.999Z' }] };
  expect(compareSides(late).mismatches).toEqual([]);
});

test.each(['GATEWAY_RESTARTED', 'LOG_UNAVAILABLE'] as const)(
  '%s explains what it covers, ends included',
  (why) => {
    const gap = { from: '2026-11-27T08:10:00.000Z', to: '2026-11-27T08:20:00.000Z', why };
    const kindAt = (time: string) =>
      compareSides({ ...sides, logged: [], recorded: [{ ...recorded, time }], gaps: [gap] }).mismatches[0]
        ?.kind;
    expect(kindAt(gap.from)).toBe(why);
    expect(kindAt(gap.to)).toBe(why);
    expect(kindAt('2026-11-27T08:09:59.999Z')).toBe('NOT_IN_LOG');
    expect(kindAt('2026-11-27T08:20:00.001Z')).toBe('NOT_IN_LOG');
  },
);

test('no gap explains what the log says and an agency lacks', () => {
  const gap = { from, to, why: 'GATEWAY_RESTARTED' as const };
  expect(compareSides({ ...sides, recorded: [], gaps: [gap] }).mismatches[0]?.kind).toBe('NOT_AT_AGENCY');
});

test('whatever both sides hold, each call of the range is matched or named, once, in the order of time', () => {
  const call = fc.record({
    agency: fc.constantFrom('orphans', 'disability'),
    txn: fc.constantFrom('a', 'b', 'c', 'd'),
    time: fc
      .integer({ min: 0, max: 59 })
      .map((minute) => `2026-11-27T08:${String(minute).padStart(2, '0')}:00.000Z`),
  });
  const key = ({ agency, txn }: { agency: string; txn: string }): string => `${agency} ${txn}`;
  const calls = fc.uniqueArray(call, { selector: key });
  fc.assert(
    fc.property(calls, calls, (inLog, atAgency) => {
      const { matched, mismatches } = compareSides({
        ...sides,
        logged: inLog.map((each, index) => ({ ...each, index, answered: true })),
        recorded: atAgency,
      });
      const both = inLog.filter((each) => atAgency.map(key).includes(key(each)));
      expect(matched).toBe(both.length);
      const ofKind = (wanted: string) =>
        mismatches
          .filter(({ kind }) => kind === wanted)
          .map(key)
          .sort();
      const without = (side: typeof inLog) =>
        side
          .map(key)
          .filter((one) => !both.map(key).includes(one))
          .sort();
      expect(ofKind('NOT_AT_AGENCY')).toEqual(without(inLog));
      expect(ofKind('NOT_IN_LOG')).toEqual(without(atAgency));
      expect(mismatches.map(({ time }) => time)).toEqual(mismatches.map(({ time }) => time).sort());
    }),
  );
});
