import { appendLeaves } from './append-leaves.ts';
import { EMPTY_FRONTIER, type Frontier } from './frontier.ts';
import type { ReadHashes } from './read-hashes.ts';
import { rootOf } from './root-of.ts';

export interface TreeForTests {
  readonly leafHashes: readonly Buffer[];
  readonly frontier: Frontier;
  /** Of the first leaves of it. */
  rootOfFirst(size: number): Buffer;
  /** As a store would: gives what there is, however much is asked for. */
  readonly read: ReadHashes;
  /** What was read, one entry a call. */
  readonly reads: { readonly level: number; readonly start: number; readonly count: number }[];
}

/** A log in memory, with the hashes that a store would have. */
export function treeForTests(leafHashes: readonly Buffer[]): TreeForTests {
  const { frontier, nodes } = appendLeaves(EMPTY_FRONTIER, leafHashes);
  const hashesOf = (level: number): readonly Buffer[] =>
    level === 0 ? leafHashes : nodes.filter((node) => node.level === level).map(({ hash }) => hash);
  const reads: TreeForTests['reads'] = [];
  return {
    leafHashes,
    frontier,
    rootOfFirst: (size) => rootOf(appendLeaves(EMPTY_FRONTIER, leafHashes.slice(0, size)).frontier),
    read: (level, start, count) => {
      reads.push({ level, start, count });
      return Promise.resolve(hashesOf(level).slice(start, start + count));
    },
    reads,
  };
}
