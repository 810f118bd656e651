import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inChunks } from './in-chunks.ts';
import { mapInOrder } from './map-in-order.ts';

async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

test('whatever finishes first: results in order, each once, never more under way than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.integer(), { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      async (scheduler, items, concurrency) => {
        let underWay = 0;
        let most = 0;
        const mapped = mapInOrder(from(items), {
          concurrency,
          work: async (item) => {
            underWay += 1;
            most = Math.max(most, underWay);
            await scheduler.schedule(Promise.resolve());
            underWay -= 1;
            return item * 2;
          },
        });
        expect(await scheduler.waitFor(collect(mapped))).toEqual(items.map((item) => item * 2));
        expect(most).toBeLessThanOrEqual(concurrency);
      },
    ),
  );
});

test('a failure is thrown in its turn, after the results before it', async () => {
  const mapped = mapInOrder(from([1, 2, 3, 4]), {
    concurrency: 3,
    work: (item) => (item === 3 ? Promise.reject(new Error('third')) : Promise.resolve(item)),
  });
  const got: number[] = [];
  await expect(
    (async () => {
      for await (const item of mapped) got.push(item);
    })(),
  ).rejects.toThrow('third');
  expect(got).toEqual([1, 2]);
});

test('chunks put together again are the source, and none is longer than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), async (items, size) => {
      const chunks = await collect(inChunks(from(items), size));
      expect(chunks.flat()).toEqual(items);
      expect(chunks.slice(0, -1).every(({ length }) => length === size)).toBe(true);
      expect(chunks.every(({ length }) => length > 0 && length <= size)).toBe(true);
    }),
  );
});
