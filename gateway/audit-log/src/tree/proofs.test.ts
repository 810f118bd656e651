import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consistencyProof } from './consistency-proof.ts';
import { inclusionProof } from './inclusion-proof.ts';
import { leafHash } from './leaf-hash.ts';
import { nodeHash } from './node-hash.ts';
import { rootAt } from './root-at.ts';
import { treeForTests } from './tree-for-tests.ts';
import { verifyConsistency, type VerifyConsistencyOptions } from './verify-consistency.ts';
import { verifyInclusion, type VerifyInclusionOptions } from './verify-inclusion.ts';

const leafAt = (n: number): Buffer => leafHash(Buffer.from(`leaf ${String(n)}`));
const tree = treeForTests(Array.from({ length: 70_000 }, (_, n) => leafAt(n)));

async function inclusion(index: number, size: number): Promise<VerifyInclusionOptions> {
  const proof = await inclusionProof({ index, size, read: tree.read });
  return { index, size, leafHash: leafAt(index), proof, root: tree.rootOfFirst(size) };
}

async function consistency(from: number, size: number): Promise<VerifyConsistencyOptions> {
  const proof = await consistencyProof({ from, size, read: tree.read });
  return { from, size, fromRoot: tree.rootOfFirst(from), root: tree.rootOfFirst(size), proof };
}

function flipped(hash: Uint8Array, bit: number): Buffer {
  const changed = Buffer.from(hash);
  const byte = Math.floor(bit / 8);
  changed[byte] = changed[byte]! ^ (1 << (bit % 8));
  return changed;
}

/** Every list that differs from a proof by one step. */
const changedProofs = (proof: readonly Uint8Array[], bit: number): Uint8Array[][] => [
  ...proof.map((hash, n) => proof.with(n, flipped(hash, bit))),
  ...proof.map((_, n) => proof.toSpliced(n, 1)),
  ...[...proof, undefined].map((_, n) => proof.toSpliced(n, 0, leafAt(bit))),
  ...proof.map((hash, n) => proof.toSpliced(n, 0, hash)),
  ...proof.map((hash, n) => proof.with(n, hash.subarray(1))),
  ...(proof.length > 1 ? [proof.toReversed()] : []),
];

const bits = fc.nat(255);
const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 200, max: 1_100 }));
const leaves = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const growth = sizes.chain((size) =>
  fc.record({ size: fc.constant(size), from: fc.integer({ min: 1, max: size }) }),
);

test('the root read from the tiles is that of the frontier', async () => {
  for (const size of [0, 1, 2, 255, 256, 257, 511, 512, 1_000, 65_535, 65_536, 65_537, 70_000]) {
    expect(await rootAt(size, tree.read)).toEqual(tree.rootOfFirst(size));
  }
});

test('every proof of a small tree verifies', async () => {
  for (let size = 1; size <= 35; size += 1) {
    for (let n = 0; n < size; n += 1) {
      expect(verifyInclusion(await inclusion(n, size))).toBe(true);
      expect(verifyConsistency(await consistency(n, size))).toBe(true);
    }
    expect(verifyConsistency(await consistency(size, size))).toBe(true);
  }
});

describe('a proof of inclusion verifies, and not with', () => {
  const rejects = (
    attack: (honest: VerifyInclusionOptions, bit: number) => Partial<VerifyInclusionOptions>[],
  ) =>
    fc.assert(
      fc.asyncProperty(leaves, bits, async ({ index, size }, bit) => {
        const honest = await inclusion(index, size);
        expect(verifyInclusion(honest)).toBe(true);
        for (const change of attack(honest, bit))
          expect(verifyInclusion({ ...honest, ...change })).toBe(false);
      }),
    );

  test('another leaf', () => rejects(({ leafHash: hash }, bit) => [{ leafHash: flipped(hash, bit) }]));
  test('another root', () => rejects(({ root }, bit) => [{ root: flipped(root, bit) }]));
  test('a proof with a bit flipped, a hash missing, extra, doubled or short, or in reverse', () =>
    rejects(({ proof }, bit) => changedProofs(proof, bit).map((changed) => ({ proof: changed }))));
  test('any other index', () =>
    rejects(({ index, size }) =>
      Array.from({ length: size + 2 }, (_, n) => ({ index: n - 1 })).filter((other) => other.index !== index),
    ));
  test('nonsense for an index or a size', () =>
    rejects(() =>
      [NaN, -1, 0.5, Infinity, 2 ** 53].flatMap((n) => [{ index: n }, { size: n }, { index: n, size: n }]),
    ));
  test('an inner node as a leaf', async () => {
    // Of four leaves: the left half passed off as the first of two.
    const { proof, root } = await inclusion(0, 4);
    const inner = nodeHash(leafAt(0), proof[0]!);
    expect(verifyInclusion({ index: 0, size: 4, leafHash: inner, proof: proof.slice(1), root })).toBe(false);
  });
});

describe('a path of another length than the tree has is refused, though it leads to the root that is told', () => {
  test.each([
    [0, 1],
    [2, 3],
    [2, 4],
    [255, 300],
  ])('leaf %i of %i', async (index, size) => {
    const honest = await inclusion(index, size);
    expect(verifyInclusion(honest)).toBe(true);
    const extra = leafAt(-1);
    for (const root of [nodeHash(extra, honest.root), nodeHash(honest.root, extra)]) {
      expect(verifyInclusion({ ...honest, proof: [...honest.proof, extra], root })).toBe(false);
    }
    // The leaf's own hash as the root of all, and the root of a part of the tree as that of the whole.
    if (size > 1) expect(verifyInclusion({ ...honest, proof: [], root: honest.leafHash })).toBe(false);
    const part = await inclusion(0, 2);
    if (size > 2) expect(verifyInclusion({ ...part, size })).toBe(false);
  });

  test.each([
    [1, 2],
    [3, 7],
    [4, 8],
    [6, 8],
  ])('%i leaves of %i', async (from, size) => {
    const honest = await consistency(from, size);
    expect(verifyConsistency(honest)).toBe(true);
    const extra = leafAt(-1);
    const longer = { ...honest, proof: [...honest.proof, extra] };
    const left = { fromRoot: nodeHash(extra, honest.fromRoot), root: nodeHash(extra, honest.root) };
    expect(verifyConsistency({ ...longer, ...left })).toBe(false);
    expect(verifyConsistency({ ...longer, root: nodeHash(honest.root, extra) })).toBe(false);
    expect(verifyConsistency({ ...longer, root: left.root })).toBe(false);
    // The proof of a smaller growth, which leads to its own two roots.
    const smaller = await consistency(1, 2);
    if (size > 2) expect(verifyConsistency({ ...smaller, size })).toBe(false);
  });
});

describe('a proof of consistency verifies, and not with', () => {
  const rejects = (
    attack: (honest: VerifyConsistencyOptions, bit: number) => Partial<VerifyConsistencyOptions>[],
  ) =>
    fc.assert(
      fc.asyncProperty(growth, bits, async ({ from, size }, bit) => {
        const honest = await consistency(from, size);
        expect(verifyConsistency(honest)).toBe(true);
        for (const change of attack(honest, bit))
          expect(verifyConsistency({ ...honest, ...change })).toBe(false);
      }),
    );

  test('another earlier root', () => rejects(({ fromRoot }, bit) => [{ fromRoot: flipped(fromRoot, bit) }]));
  test('another later root', () => rejects(({ root }, bit) => [{ root: flipped(root, bit) }]));
  test('a proof with a bit flipped, a hash missing, extra, doubled or short, or in reverse', () =>
    rejects(({ proof }, bit) => changedProofs(proof, bit).map((changed) => ({ proof: changed }))));
  test('any other earlier size', () =>
    rejects(({ from, size }) =>
      Array.from({ length: size + 2 }, (_, n) => ({ from: n - 1 })).filter((other) => other.from !== from),
    ));
  test('nonsense for a size', () =>
    rejects(() =>
      [NaN, -1, 0.5, Infinity, 2 ** 53].flatMap((n) => [{ from: n }, { size: n }, { from: n, size: n }]),
    ));
  test('the earlier and the later exchanged', () =>
    rejects(({ from, size, fromRoot, root }) =>
      from === size ? [] : [{ from: size, size: from, fromRoot: root, root: fromRoot }],
    ));
});

describe('from the empty tree', () => {
  test('anything follows, by an empty proof', async () => {
    const honest = await consistency(0, 8);
    expect(honest.proof).toEqual([]);
    expect(verifyConsistency(honest)).toBe(true);
    expect(verifyConsistency({ ...honest, proof: [leafAt(0)] })).toBe(false);
  });

  test('whose root is not that of nothing, nothing does', async () => {
    const honest = await consistency(0, 8);
    expect(verifyConsistency({ ...honest, fromRoot: leafAt(0) })).toBe(false);
    expect(verifyConsistency({ ...honest, size: 0, fromRoot: leafAt(0), root: leafAt(0) })).toBe(false);
  });
});

test('a rewritten tail has no proof of consistency', async () => {
  const kept = await consistency(600, 600);
  const rewritten = treeForTests(tree.leafHashes.slice(0, 1_000).with(599, leafAt(-1)));
  const proof = await consistencyProof({ from: 600, size: 1_000, read: rewritten.read });
  const told = { from: 600, size: 1_000, root: rewritten.rootOfFirst(1_000), proof };
  expect(verifyConsistency({ ...told, fromRoot: rewritten.rootOfFirst(600) })).toBe(true);
  expect(verifyConsistency({ ...told, fromRoot: kept.root })).toBe(false);
});

describe('reading', () => {
  test('a proof reads whole tiles, each once, at most two a level, and nothing beyond its size', async () => {
    const large = fc
      .integer({ min: 1, max: 70_000 })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
    await fc.assert(
      fc.asyncProperty(large, async ({ size, index }) => {
        for (const prove of [
          () => inclusionProof({ index, size, read: tree.read }),
          () => consistencyProof({ from: index, size, read: tree.read }),
        ]) {
          tree.reads.length = 0;
          await prove();
          const keys = tree.reads.map(({ level, start }) => `${String(level)}/${String(start)}`);
          expect(new Set(keys).size).toBe(keys.length);
          for (const { level, start, count } of tree.reads) {
            expect(start % 256).toBe(0);
            expect(count).toBe(Math.min(256, Math.floor(size / 256 ** level) - start));
            expect(tree.reads.filter((other) => other.level === level).length).toBeLessThanOrEqual(2);
          }
        }
      }),
    );
  });

  test('of a tree of 2^52 leaves and more, the tiles asked for are exact', async () => {
    const hash = leafAt(0);
    const asked: string[] = [];
    const size = 2 ** 52 + 2 ** 40 + 1;
    const proof = await inclusionProof({
      index: 2 ** 52 + 5,
      size,
      read: (level, start, count) => {
        asked.push(`${String(level)}: ${String(start)} + ${String(count)}`);
        return Promise.resolve(Array<Buffer>(count).fill(hash));
      },
    });
    expect(proof).toHaveLength(40 + 2);
    expect(asked).toContain(`0: ${String(2 ** 52)} + 256`);
    expect(asked).toContain(`0: ${String(2 ** 52 + 2 ** 40)} + 1`);
    expect(asked).toContain('6: 0 + 16');
  });

  test.each([
    ['short', (hashes: readonly Buffer[]) => hashes.slice(1)],
    ['long', (hashes: readonly Buffer[]) => [...hashes, leafAt(0)]],
    ['one hash of 31 bytes', (hashes: readonly Buffer[]) => hashes.with(0, hashes[0]!.subarray(1))],
  ])('a tile that is %s makes no proof', async (_name, broken) => {
    const read: typeof tree.read = async (...run) => broken(await tree.read(...run));
    const message = 'gave something else';
    await expect(inclusionProof({ index: 3, size: 300, read })).rejects.toThrow(message);
    await expect(consistencyProof({ from: 3, size: 300, read })).rejects.toThrow(message);
    await expect(rootAt(300, read)).rejects.toThrow(message);
  });

  test('what the log does not have is not proved', async () => {
    const { read } = tree;
    for (const index of [-1, 8, NaN, 0.5]) {
      await expect(inclusionProof({ index, size: 8, read })).rejects.toThrow(RangeError);
    }
    for (const from of [-1, 9, NaN, 0.5]) {
      await expect(consistencyProof({ from, size: 8, read })).rejects.toThrow(RangeError);
    }
    await expect(rootAt(-1, read)).rejects.toThrow(RangeError);
    await expect(rootAt(2 ** 53, read)).rejects.toThrow(RangeError);
  });
});
