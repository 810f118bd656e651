import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneTimeValues } from './one-time-values.ts';

const payload = { kind: 'ReplayDetection' };

test('a value is refused a second time for as long as what carried it lives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 700 })), {
        maxLength: 60,
      }),
      async (uses) => {
        let seconds = 0;
        const rememberSeconds = 310;
        const memory = oneTimeValues({ rememberSeconds, maxValues: 1000, now: () => seconds * 1000 });
        const lastAccepted = new Map<number, number>();
        for (const [value, pause] of uses) {
          seconds += pause;
          const before = lastAccepted.get(value);
          const accepted = await memory.upsert(String(value), payload).then(
            () => true,
            () => false,
          );
          if (before !== undefined && seconds - before < rememberSeconds) expect(accepted).toBe(false);
          // Forgotten at last, so that memory does not grow.
          if (before === undefined || seconds - before >= 2 * rememberSeconds) expect(accepted).toBe(true);
          if (accepted) lastAccepted.set(value, seconds);
        }
      },
    ),
  );
});

test('a full memory refuses newcomers and forgets nobody', async () => {
  let seconds = 0;
  const memory = oneTimeValues({ rememberSeconds: 310, maxValues: 2, now: () => seconds * 1000 });
  await memory.upsert('a', payload);
  await memory.upsert('b', payload);
  await expect(memory.upsert('c', payload)).rejects.toThrow(/temporarily_unavailable/);
  expect(await memory.find('a')).toBe(payload);
  seconds = 700;
  await memory.upsert('c', payload);
});
