import { expect, test } from 'vitest';
import { askAgain } from './ask-again.ts';
import type { StatusAnswer } from './status-answer.ts';

const { signal } = new AbortController();

function answer(studentNumber: string, unknownReason: string | null): StatusAnswer {
  const finding = { answer: unknownReason === null ? 'NO' : 'UNKNOWN', unknownReason } as const;
  return { __typename: 'HouseholdStatus', studentNumber, orphan: finding };
}

/** Asks about one student after the other; `reasons` say what each answer in turn is. */
function asking(reasons: (string | null)[]): { ask: (n: number) => Promise<string[]>; asked: () => number } {
  let count = 0;
  const ask = askAgain({
    pausesMs: [1, 1, 1],
    signal,
    ask: (numbers) => {
      const reason = reasons[Math.min(count, reasons.length - 1)] ?? null;
      count += 1;
      return Promise.resolve(numbers.map((number) => answer(number, reason)));
    },
  });
  return {
    ask: async (n) =>
      (await ask([String(n)])).map((one) => (one as { orphan: { answer: string } }).orphan.answer),
    asked: () => count,
  };
}

test('an agency that comes back has the last word', async () => {
  const { ask, asked } = asking(['AGENCY_UNAVAILABLE', 'AGENCY_UNAVAILABLE', null]);
  expect(await ask(1)).toEqual(['NO']);
  expect(asked()).toBe(3);
});

test.each([null, 'NO_IDENTITY_NUMBER', 'WITHHELD', 'NOT_SHARED'])(
  'an answer that would stay the same (%s) is not asked for again',
  async (reason) => {
    const { ask, asked } = asking([reason]);
    await ask(1);
    expect(asked()).toBe(1);
  },
);

test('an agency that is down is given up after six attempts, until a chunk comes out whole', async () => {
  const reasons: (string | null)[] = Array.from({ length: 100 }, () => 'AGENCY_UNAVAILABLE');
  const { ask, asked } = asking([...reasons, null, 'AGENCY_UNAVAILABLE', null]);
  for (let n = 0; n < 94; n += 1) expect(await ask(n)).toEqual(['UNKNOWN']);
  expect(asked()).toBe(100);
  expect(await ask(94)).toEqual(['NO']);
  expect(await ask(95)).toEqual(['NO']);
  expect(asked()).toBe(103);
});
