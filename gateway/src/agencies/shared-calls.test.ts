import { afterEach, describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { CallSlots } from './call-slots.ts';
import { Patience } from './patience.ts';
import { type Share, SharedCalls } from './shared-calls.ts';

interface Call {
  readonly question: string;
  readonly refs: readonly (readonly string[])[];
  readonly signal: AbortSignal;
  answer(): void;
  fail(error: Error): void;
}

const patiences: Patience[] = [];
afterEach(() => {
  for (const patience of patiences.splice(0)) patience[Symbol.dispose]();
});

function share(
  refs: readonly string[],
  { deadline = new AbortController().signal, requesterBytes = 300 } = {},
): Share {
  const patience = new Patience(deadline);
  patiences.push(patience);
  return {
    refs,
    subjects: refs.length,
    requester: {
      txn: crypto.randomUUID(),
      client: 'client',
      role: 'SCHOOL_AID_OFFICE',
      assurance: 'bearer',
      legal_basis: 'BASIS',
      document: '0'.repeat(64),
      mask: '0'.repeat(64),
      refCount: refs.length,
    },
    requesterBytes,
    patience,
  };
}

/** Calls that a test answers by hand; each share is answered with its own refs in capitals. */
function byHand(
  most = 9,
  overlapAfterMs = 60_000,
): {
  calls: Call[];
  shared: SharedCalls<string, string[]>;
  settled(): Promise<void>;
} {
  const calls: Call[] = [];
  const shared = new SharedCalls<string, string[]>({
    name: 'question',
    slots: new CallSlots({ most, overlapAfterMs }),
    call: (question, shares, signal) =>
      new Promise((resolve, reject) => {
        calls.push({
          question,
          refs: shares.map(({ refs }) => refs),
          signal,
          answer: () => {
            resolve(shares.map(({ refs }) => refs.map((ref) => ref.toUpperCase())));
          },
          fail: reject,
        });
      }),
  });
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { calls, shared, settled };
}

test('idle, a question goes out in the same turn of the event loop; busy, what comes meanwhile shares the next call', async () => {
  const { calls, shared, settled } = byHand();
  const first = shared.ask('key', 'what', share(['a']));
  await settled();
  const others = [share(['b', 'c']), share([]), share(['c'])].map((one) => shared.ask('key', 'what', one));
  await settled();
  expect(calls.map(({ refs }) => refs)).toEqual([[['a']]]);
  calls[0]!.answer();
  expect(await first).toEqual(['A']);
  await settled();
  expect(calls[1]!.refs).toEqual([['b', 'c'], [], ['c']]);
  calls[1]!.answer();
  // Each its own, though two asked about the same one.
  expect(await Promise.all(others)).toEqual([['B', 'C'], [], ['C']]);
});

test('questions under different keys never share a call, however long they wait', async () => {
  const { calls, shared, settled } = byHand();
  const asking = ['roll of A', 'roll of B', 'roll of A'].map((key) => shared.ask(key, key, share([key])));
  await settled();
  for (let turn = 0; turn < 2; turn += 1) {
    calls[turn]!.answer();
    await settled();
  }
  expect(calls.map(({ question, refs }) => [question, refs.flat()])).toEqual([
    ['roll of A', ['roll of A', 'roll of A']],
    ['roll of B', ['roll of B']],
  ]);
  expect(await Promise.all(asking)).toHaveLength(3);
});

describe('beside a call that is under way', () => {
  test('another of its kind goes out once it is full', async () => {
    const { calls, shared, settled } = byHand();
    const ask = (): Promise<string[]> => shared.ask('key', 'what', share(['a'], { requesterBytes: 100 }));
    const asking = [ask()];
    await settled();
    while (asking.length < 1 + limits.maxRequestersPerAgencyCall) asking.push(ask());
    await settled();
    expect(calls).toHaveLength(1);
    asking.push(ask());
    await settled();
    expect(calls.map(({ refs }) => refs.length)).toEqual([1, limits.maxRequestersPerAgencyCall]);
    calls[0]!.answer();
    calls[1]!.answer();
    await settled();
    calls[2]!.answer();
    expect(await Promise.all(asking)).toHaveLength(34);
  });

  test('another of its kind goes out when it is stuck, as soon as somebody asks', async () => {
    const { calls, shared, settled } = byHand(9, 0);
    const stuck = shared.ask('key', 'what', share(['a']));
    await settled();
    const next = shared.ask('key', 'what', share(['b']));
    await settled();
    calls[1]!.answer();
    expect(await next).toEqual(['B']);
    calls[0]!.answer();
    expect(await stuck).toEqual(['A']);
  });

  test('other kinds go out, but never more than there are slots', async () => {
    const { calls, shared, settled } = byHand(2);
    const asking = ['a', 'b', 'c', 'd'].map((key) => shared.ask(key, key, share([key])));
    await settled();
    expect(calls).toHaveLength(2);
    for (let turn = 0; turn < 4; turn += 1) {
      calls[turn]!.answer();
      await settled();
      expect(calls).toHaveLength(Math.min(4, 3 + turn));
    }
    expect(await Promise.all(asking)).toEqual([['A'], ['B'], ['C'], ['D']]);
  });
});

describe('a call that would be too large is two', () => {
  test.each([
    ['33 requesters', 33, { refs: ['r'], requesterBytes: 100 }, [32, 1]],
    [
      'clients with ids as long as may be',
      12,
      { refs: ['r'], requesterBytes: 1_000 },
      [Math.floor(limits.maxRequesterBytesPerCall / 1_000), 3],
    ],
    [
      'many refs',
      5,
      { refs: Array.from({ length: limits.maxRefsPerSharedCall / 4 }, String), requesterBytes: 100 },
      [4, 1],
    ],
    [
      'one request with more than fits',
      2,
      { refs: Array.from({ length: limits.maxRefsPerSharedCall + 1 }, String), requesterBytes: 100 },
      [1, 1],
    ],
  ])('%s', async (_name, requests, { refs, requesterBytes }, expected) => {
    const { calls, shared, settled } = byHand(9);
    const asking = Array.from({ length: requests }, () =>
      shared.ask('key', 'what', share(refs, { requesterBytes })),
    );
    for (const turn of expected.keys()) {
      await settled();
      calls[turn]!.answer();
    }
    expect(calls.map((call) => call.refs.length)).toEqual(expected);
    expect(await Promise.all(asking)).toHaveLength(requests);
  });
});

describe('failures', () => {
  test('one that fails fails all who share it, and nobody else', async () => {
    const { calls, shared, settled } = byHand(2);
    const together = [share(['a']), share(['b'])].map((one) => shared.ask('key', 'what', one));
    const apart = shared.ask('other', 'what', share(['c']));
    await settled();
    calls[0]!.fail(new Error('pathless'));
    calls[1]!.answer();
    const outcomes = await Promise.allSettled([...together, apart]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  test('an answer to another number of shares is nobody’s', async () => {
    const shared = new SharedCalls<string, string>({
      name: 'question',
      slots: new CallSlots({ most: 1, overlapAfterMs: 60_000 }),
      call: () => Promise.resolve(['of one']),
    });
    const together = [share(['a']), share(['b'])].map((one) => shared.ask('key', 'what', one));
    const outcomes = await Promise.allSettled(together);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test('the slot of a failed call is free again', async () => {
    const { calls, shared, settled } = byHand();
    const failing = shared.ask('key', 'what', share(['a']));
    await settled();
    const next = shared.ask('key', 'what', share(['b']));
    calls[0]!.fail(new Error('down'));
    await expect(failing).rejects.toThrow('down');
    await settled();
    calls[1]!.answer();
    expect(await next).toEqual(['B']);
  });
});

describe('deadlines', () => {
  test('who has stopped waiting before the call goes out is not in it', async () => {
    const { calls, shared, settled } = byHand();
    const first = shared.ask('key', 'what', share(['a']));
    await settled();
    const deadline = new AbortController();
    const gone = shared.ask('key', 'what', share(['gone'], { deadline: deadline.signal }));
    const stays = shared.ask('key', 'what', share(['b']));
    gone.catch(() => undefined);
    deadline.abort();
    calls[0]!.answer();
    await first;
    await settled();
    expect(calls[1]!.refs).toEqual([['b']]);
    calls[1]!.answer();
    expect(await stays).toEqual(['B']);
    await expect(gone).rejects.toThrow('nobody waits');
  });

  test('one of two stops waiting: the call goes on for the other; both: it is aborted', async () => {
    const { calls, shared, settled } = byHand();
    const [one, two] = [new AbortController(), new AbortController()];
    const asking = [one, two].map(({ signal }) =>
      shared.ask('key', 'what', share(['a'], { deadline: signal })),
    );
    await settled();
    one.abort();
    expect(calls[0]!.signal.aborted).toBe(false);
    two.abort();
    expect(calls[0]!.signal.aborted).toBe(true);
    calls[0]!.fail(new Error('aborted'));
    await Promise.allSettled(asking);
  });

  test('a call for nobody is not made', async () => {
    const { calls, shared, settled } = byHand();
    const asking = shared.ask('key', 'what', share(['a'], { deadline: AbortSignal.abort() }));
    await expect(asking).rejects.toThrow('nobody waits');
    await settled();
    expect(calls).toEqual([]);
  });
});
