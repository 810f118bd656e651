import { expect, test } from 'vitest';
import { AuditUnavailable } from '../errors.ts';
import type { EncodedLeaf } from '../leaf/encode-entry.ts';
import { limits } from '../limits.ts';
import { WaitingEntries } from './waiting-entries.ts';

const never = new AbortController().signal;
const columns = {
  ...{ kind: 'REQUEST', outcome: null, client: null, role: null, location: null, purpose: null },
  fields: [],
};
const leaf = (bytes: number, subjects = 1): EncodedLeaf => ({
  bytes: Buffer.alloc(bytes),
  hash: Buffer.alloc(32),
  columns,
  subjects: Array<Buffer>(subjects).fill(Buffer.alloc(16)),
});
const sizes = (waiting: WaitingEntries): number[] => {
  const batches: number[] = [];
  while (!waiting.isEmpty) batches.push(waiting.takeBatch().length);
  return batches;
};

test('the queue ends at a number of entries, and takes more when some have gone', async () => {
  const waiting = new WaitingEntries();
  const small = leaf(10);
  for (let n = 0; n < limits.maxQueuedEntries; n += 1) void waiting.add(small, never);
  await expect(waiting.add(small, never)).rejects.toMatchObject({ reason: 'QUEUE_FULL' });
  const taken = waiting.takeBatch().length;
  for (let n = 0; n < taken; n += 1) void waiting.add(small, never);
  await expect(waiting.add(small, never)).rejects.toMatchObject({ reason: 'QUEUE_FULL' });
});

test('the queue ends at a number of bytes, and forgets those of an entry that left', async () => {
  const waiting = new WaitingEntries();
  const half = leaf(limits.maxQueuedBytes / 2);
  const leaving = new AbortController();
  void waiting.add(half, never);
  const left = waiting.add(half, leaving.signal);
  await expect(waiting.add(leaf(1), never)).rejects.toMatchObject({ reason: 'QUEUE_FULL' });
  leaving.abort();
  await expect(left).rejects.toMatchObject({ reason: 'DEADLINE' });
  void waiting.add(half, never);
  await expect(waiting.add(leaf(1), never)).rejects.toMatchObject({ reason: 'QUEUE_FULL' });
});

test('a batch ends at a number of entries, of bytes, or of subjects, and is never empty', () => {
  const of = (leaves: readonly EncodedLeaf[]): number[] => {
    const waiting = new WaitingEntries();
    for (const each of leaves) void waiting.add(each, never);
    return sizes(waiting);
  };
  const { maxBatchEntries, maxBatchBytes, maxBatchSubjects } = limits;
  expect(of(Array<EncodedLeaf>(maxBatchEntries + 1).fill(leaf(1)))).toEqual([maxBatchEntries, 1]);
  expect(of(Array<EncodedLeaf>(3).fill(leaf(maxBatchBytes / 2)))).toEqual([2, 1]);
  expect(of([leaf(maxBatchBytes + 1), leaf(1)])).toEqual([1, 1]);
  expect(of(Array<EncodedLeaf>(3).fill(leaf(1, maxBatchSubjects / 2)))).toEqual([2, 1]);
  expect(of([leaf(1, maxBatchSubjects + 1), leaf(1)])).toEqual([1, 1]);
});

test('all are told when the queue is given up', async () => {
  const waiting = new WaitingEntries();
  const all = [waiting.add(leaf(1), never), waiting.add(undefined, never)];
  const error = new AuditUnavailable('CLOSED');
  waiting.rejectAll(error);
  for (const each of all) await expect(each).rejects.toBe(error);
  expect(waiting.isEmpty).toBe(true);
});

test('entries of one deadline leave together, and those of another stay', async () => {
  const waiting = new WaitingEntries();
  const [first, second] = [new AbortController(), new AbortController()];
  const leaving = Array.from({ length: 10_000 }, () => waiting.add(leaf(1), first.signal));
  const staying = waiting.add(leaf(2), second.signal);
  const left = Promise.allSettled(leaving);
  first.abort();
  expect((await left).every(({ status }) => status === 'rejected')).toBe(true);
  const [only, ...others] = waiting.takeBatch();
  expect([only?.leaf?.bytes.length, others]).toEqual([2, []]);
  only?.resolve(7);
  expect(await staying).toBe(7);
  second.abort();
});

test('one in flight is told when its deadline is over, and what comes of it later changes nothing', async () => {
  const waiting = new WaitingEntries();
  const deadline = new AbortController();
  const told = waiting.add(leaf(1), deadline.signal);
  const [inFlight] = waiting.takeBatch();
  deadline.abort();
  await expect(told).rejects.toMatchObject({ reason: 'DEADLINE' });
  inFlight?.resolve(7);
  await expect(told).rejects.toMatchObject({ reason: 'DEADLINE' });
});
