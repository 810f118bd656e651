import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

test('work does not overlap with itself, and what was triggered meanwhile is done once afterwards', async () => {
  const running: PromiseWithResolvers<undefined>[] = [];
  const trigger = oneAtATime(() => {
    const run = Promise.withResolvers<undefined>();
    running.push(run);
    return run.promise;
  });
  trigger();
  trigger();
  trigger();
  expect(running).toHaveLength(1);
  running[0]!.resolve(undefined);
  await expect.poll(() => running).toHaveLength(2);
  running[1]!.resolve(undefined);
  await running[1]!.promise;
  await new Promise(setImmediate);
  expect(running).toHaveLength(2);
  trigger();
  expect(running).toHaveLength(3);
  running[2]!.resolve(undefined);
});
