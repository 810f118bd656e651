import { expect, test } from 'vitest';
import { FilterKeeper } from './filter-keeper.ts';
import { ListedFilter } from './listed-filter.ts';

interface Building {
  readonly signal: AbortSignal;
  done(filter: ListedFilter | undefined): void;
  fail(error: Error): void;
}

function byHand(cooldownMs = 0): { keeper: FilterKeeper; building: Building[]; settled(): Promise<void> } {
  const building: Building[] = [];
  const keeper = new FilterKeeper({
    cooldownMs,
    build: (signal) =>
      new Promise((done, fail) => {
        building.push({ signal, done, fail });
      }),
  });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { keeper, building, settled };
}

test('one is made once a revision is seen, and not again for the same', async () => {
  const { keeper, building, settled } = byHand();
  expect(keeper.current).toBeUndefined();
  keeper.saw('one');
  keeper.saw('one');
  expect(building).toHaveLength(1);
  const filter = new ListedFilter('one', 1);
  building[0]!.done(filter);
  await settled();
  keeper.saw('one');
  expect(building).toHaveLength(1);
  expect(keeper.current).toBe(filter);
});

test('another revision has another made, and meanwhile the one before says which it is of', async () => {
  const { keeper, building, settled } = byHand();
  keeper.saw('one');
  building[0]!.done(new ListedFilter('one', 1));
  await settled();
  keeper.saw('two');
  expect(keeper.current?.revision).toBe('one');
  building[1]!.done(new ListedFilter('two', 1));
  await settled();
  expect(keeper.current?.revision).toBe('two');
});

test('where there can be none, it is not tried again until the register is another', async () => {
  const { keeper, building, settled } = byHand();
  keeper.saw('large');
  building[0]!.done(undefined);
  await settled();
  keeper.saw('large');
  expect(building).toHaveLength(1);
  keeper.saw('small');
  expect(building).toHaveLength(2);
});

test('a failure leaves none, and the next call tries again, after a while', async () => {
  const { keeper, building, settled } = byHand(60_000);
  keeper.saw('one');
  building[0]!.fail(new Error('gone'));
  await settled();
  keeper.saw('one');
  expect([keeper.current, building.length]).toEqual([undefined, 1]);
  const soon = byHand(0);
  soon.keeper.saw('one');
  soon.building[0]!.fail(new Error('gone'));
  await soon.settled();
  soon.keeper.saw('one');
  expect(soon.building).toHaveLength(2);
});

test('closing stops what is being made, and nothing is made afterwards', async () => {
  const { keeper, building } = byHand();
  keeper.saw('one');
  const closing = keeper.close();
  expect(building[0]!.signal.aborted).toBe(true);
  building[0]!.fail(new Error('stopping'));
  await closing;
  keeper.saw('two');
  expect(building).toHaveLength(1);
});
