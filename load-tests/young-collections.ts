import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const help = `Measures what young collections cost where what passes through is held in a Set that lives for long, and where it
is held in arrays that are dropped as a whole; and where a callback is assigned to a property at once, and where it has a
name first.

  npm run measure:young-collections -- [--items 500000]

  --items N   how many pass through, eight at a time
`;

const { values: args } = parseArgs({
  options: { help: { type: 'boolean', default: false }, items: { type: 'string', default: '500000' } },
});

const collection = z.object({ duration: z.number(), detail: z.object({ kind: z.number() }) });

const atOnce = 8;

/** Of some 900 bytes, as a request is. */
interface Item {
  readonly payload: readonly number[];
}

const item = (n: number): Item => ({ payload: new Array<number>(100).fill(n) });

/** Who waits, oldest first, in a Set: each add beyond its room makes it a table anew, which the one before goes on to name. */
function throughSet(): (n: number) => void {
  const waiting = new Set<Item>();
  return (n) => {
    waiting.add(item(n));
    for (const oldest of waiting) {
      if (waiting.size <= atOnce) break;
      waiting.delete(oldest);
    }
  };
}

function throughArrays(): (n: number) => void {
  let waiting: Item[] = [];
  return (n) => {
    waiting = waiting.length < atOnce ? [...waiting, item(n)] : [item(n)];
  };
}

/** What a query is to node-postgres: an object that a callback of its own names. */
interface Question {
  readonly item: Item;
  answered: (() => Item) | undefined;
}

/** V8 gives the function old memory, and it names the question. */
function assigned(n: number): void {
  const question: Question = { item: item(n), answered: undefined };
  question.answered = () => question.item;
}

function named(n: number): void {
  const question: Question = { item: item(n), answered: undefined };
  const answered = (): Item => question.item;
  question.answered = answered;
}

/** Garbage alone, until what was there before is old. */
function age(): number {
  let sum = 0;
  for (let n = 0; n < 1_000_000; n += 1) sum += new Array<number>(30).fill(n).length;
  return sum;
}

async function measure(name: string, pass: (n: number) => void, items: number): Promise<void> {
  let [count, ms] = [0, 0];
  const observer = new PerformanceObserver((list) => {
    for (const { duration, detail } of list.getEntries().map((entry) => collection.parse(entry))) {
      if (detail.kind !== constants.NODE_PERFORMANCE_GC_MINOR) continue;
      count += 1;
      ms += duration;
    }
  });
  for (let n = 0; n < atOnce; n += 1) pass(n);
  age();
  observer.observe({ entryTypes: ['gc'] });
  for (let n = 0; n < items; n += 1) pass(n);
  // Entries come behind what they are about.
  await pause(100);
  observer.disconnect();
  process.stdout.write(
    `${name}: ${String(count)} young collections, ${ms.toFixed(0)} ms in all, ${((ms * 1_000) / items).toFixed(2)} µs an item\n`,
  );
}

if (args.help) {
  process.stdout.write(help);
} else {
  const items = Number(args.items);
  await measure('a Set that lives for long', throughSet(), items);
  await measure('arrays, dropped as a whole', throughArrays(), items);
  await measure('a callback assigned at once', assigned, items);
  await measure('a callback that has a name first', named, items);
}
