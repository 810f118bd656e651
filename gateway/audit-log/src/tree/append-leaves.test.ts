import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendLeaves } from './append-leaves.ts';
import { EMPTY_FRONTIER, type Frontier } from './frontier.ts';
import { leafHash } from './leaf-hash.ts';
import { nodeHash } from './node-hash.ts';
import { rootOf } from './root-of.ts';

const leafHashes = (count: number, from = 0): Buffer[] =>
  Array.from({ length: count }, (_, n) => leafHash(Buffer.from(`leaf ${String(from + n)}`)));

/** RFC 6962 section 2.1, word by word. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  const [only = Buffer.alloc(0)] = leaves;
  if (leaves.length <= 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

test('the root is that of the definition, at every size', () => {
  let frontier: Frontier = EMPTY_FRONTIER;
  const leaves = leafHashes(300);
  leaves.forEach((leaf, n) => {
    frontier = appendLeaves(frontier, [leaf]).frontier;
    expect(rootOf(frontier)).toEqual(rootByDefinition(leaves.slice(0, n + 1)));
  });
});

test('however leaves are split into batches, frontier and nodes are the same', () => {
  const leaves = leafHashes(1_500);
  const whole = appendLeaves(EMPTY_FRONTIER, leaves);
  const batches = fc.array(fc.oneof(fc.nat(3), fc.nat(700)), { maxLength: 20 });
  fc.assert(
    fc.property(batches, (sizes) => {
      let frontier: Frontier = EMPTY_FRONTIER;
      const nodes = [];
      for (const size of [...sizes, leaves.length]) {
        const appended = appendLeaves(frontier, leaves.slice(frontier.size, frontier.size + size));
        frontier = appended.frontier;
        nodes.push(...appended.nodes);
      }
      expect({ frontier, nodes }).toEqual(whole);
    }),
    { numRuns: 40 },
  );
});

test('a node of level 1 is the root of 256 leaves, and one of level 2 that of 256 nodes of level 1', () => {
  const leaves = leafHashes(65_536 + 300);
  const { nodes } = appendLeaves(EMPTY_FRONTIER, leaves);
  const level1 = nodes.filter(({ level }) => level === 1);
  expect(level1.map(({ index }) => index)).toEqual(Array.from({ length: 257 }, (_, n) => n));
  expect(level1[256]?.hash).toEqual(rootByDefinition(leaves.slice(65_536, 65_536 + 256)));
  const level2 = nodes.filter(({ level }) => level === 2);
  expect(level2).toEqual([
    { level: 2, index: 0, hash: rootByDefinition(level1.slice(0, 256).map(({ hash }) => hash)) },
  ]);
  expect(nodes).toHaveLength(258);
});

test('the frontier that was appended to stays as it was', () => {
  const before = appendLeaves(EMPTY_FRONTIER, leafHashes(7)).frontier;
  const kept = structuredClone(before.hashes);
  appendLeaves(before, leafHashes(9, 7));
  expect(before).toEqual({ size: 7, hashes: kept.map((hash) => Buffer.from(hash)) });
});

describe('sizes beyond 32 bits', () => {
  /** A frontier of any hashes for a size: one for each 1 in it. */
  const frontierOf = (size: number): Frontier => ({
    size,
    hashes: leafHashes([...size.toString(2)].filter((bit) => bit === '1').length),
  });

  test.each([2 ** 31 - 1, 2 ** 32 - 1, 2 ** 33 - 1, 2 ** 48 - 1, 2 ** 52 - 1])(
    'leaf %i completes every level below it, at the right indexes',
    (index) => {
      const { frontier, nodes } = appendLeaves(frontierOf(index), leafHashes(1));
      expect(frontier).toEqual({ size: index + 1, hashes: [rootOf(frontier)] });
      const levels = Math.floor(Math.log2(index + 1) / 8);
      expect(nodes.map(({ level, index: at }) => [level, at])).toEqual(
        Array.from({ length: levels }, (_, n) => [n + 1, (index + 1) / 256 ** (n + 1) - 1]),
      );
    },
  );

  test('the frontier has the hashes that the exact binary size says', () => {
    const sizes = fc.bigInt({ min: 2n ** 31n, max: 2n ** 53n - 1_000n });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 600 }), (start, count) => {
        const size = Number(start) + count;
        const { frontier, nodes } = appendLeaves(frontierOf(Number(start)), leafHashes(count));
        expect(frontier.size).toBe(size);
        expect(frontier.hashes).toHaveLength(frontierOf(size).hashes.length);
        const completed = Array.from({ length: count }, (_, n) => start + BigInt(n) + 1n).flatMap((reached) =>
          [1n, 2n, 3n, 4n, 5n, 6n]
            .filter((level) => reached % 256n ** level === 0n)
            .map((level) => [Number(level), Number(reached / 256n ** level - 1n)]),
        );
        expect(nodes.map(({ level, index }) => [level, index])).toEqual(completed);
      }),
      { numRuns: 50 },
    );
  });

  test('the leaf after 2^53 - 1 is refused, not counted wrongly', () => {
    const frontier = frontierOf(Number.MAX_SAFE_INTEGER - 1);
    expect(appendLeaves(frontier, leafHashes(1)).frontier.size).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => appendLeaves(frontier, leafHashes(2))).toThrow('at most 2^53 - 1 leaves');
  });
});

describe('a frontier that cannot be one is refused', () => {
  const { frontier } = appendLeaves(EMPTY_FRONTIER, leafHashes(7));
  test.each([
    ['a hash missing', { size: 7, hashes: frontier.hashes.slice(1) }],
    ['a hash too many', { size: 6, hashes: frontier.hashes }],
    ['a negative size', { size: -1, hashes: [] }],
    ['half a leaf', { size: 0.5, hashes: [] }],
    ['a size that is not exact', { size: 2 ** 53, hashes: frontier.hashes.slice(0, 1) }],
  ])('%s', (_name, broken) => {
    expect(() => appendLeaves(broken, leafHashes(1))).toThrow(RangeError);
    expect(() => rootOf(broken)).toThrow(RangeError);
  });

  test('a hash of 31 bytes', () => {
    const short = { size: 7, hashes: frontier.hashes.map((hash) => hash.subarray(1)) };
    expect(() => appendLeaves(short, leafHashes(1))).toThrow('a tree hash has 32 bytes');
  });
});
