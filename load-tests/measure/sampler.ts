import { limits } from '../limits.ts';
import { memoryOf } from './memory-of.ts';
import { type ProcessUse, processTable } from './process-table.ts';

/** The process at the top of each part of a system, by the part's name; with all below it they are the part. */
export type Parts = Readonly<Record<string, number>>;

export interface Use {
  /** Since the sampler began. */
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

export interface Sample {
  readonly atSeconds: number;
  readonly parts: Readonly<Record<string, Use>>;
}

interface Counted {
  readonly root: number;
  readonly cpuMs: number;
}

/** Adds up what each part of a system uses, also across the restart of a part. */
export class Sampler implements Disposable {
  readonly samples: Sample[] = [];
  readonly #parts: () => Parts;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #last = new Map<string, Counted>();
  readonly #total = new Map<string, number>();

  constructor(parts: () => Parts) {
    this.#parts = parts;
    this.sample();
    this.#timer = setInterval(() => {
      this.#sampleIfThere();
    }, limits.sampleEveryMs);
  }

  sample(): Sample {
    const table = processTable();
    const children = Map.groupBy(table.keys(), (pid) => table.get(pid)?.parent ?? 0);
    const parts: Record<string, Use> = {};
    for (const [name, root] of Object.entries(this.#parts())) {
      const pids = treeOf(root, children).filter((pid) => table.has(pid));
      const cpuMs = cpuOf(root, pids, table);
      const last = this.#last.get(name);
      // Another process in its place begins at zero.
      const grown = last === undefined ? 0 : last.root === root ? Math.max(0, cpuMs - last.cpuMs) : cpuMs;
      this.#last.set(name, { root, cpuMs });
      this.#total.set(name, (this.#total.get(name) ?? 0) + grown);
      parts[name] = { cpuMs: this.#total.get(name) ?? 0, memoryBytes: memoryOf(pids) };
    }
    const sample = { atSeconds: (performance.now() - this.#startedAt) / 1_000, parts };
    this.samples.push(sample);
    return sample;
  }

  /** A system that just ended is for whoever waits for its answers to notice. */
  #sampleIfThere(): void {
    try {
      this.sample();
    } catch {
      clearInterval(this.#timer);
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

function treeOf(root: number, children: ReadonlyMap<number, readonly number[]>): number[] {
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

function cpuOf(root: number, pids: readonly number[], table: ReadonlyMap<number, ProcessUse>): number {
  const own = pids.reduce((sum, pid) => sum + (table.get(pid)?.cpuMs ?? 0), 0);
  // Children of the root that are gone, as a Postgres session whose connection was closed.
  return own + (table.get(root)?.endedChildrenCpuMs ?? 0);
}
