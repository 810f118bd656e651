import { withClient } from '@hearthgate/database';
import { parseLeaf } from '../../leaf/parse-leaf.ts';
import type { Accesses, OverviewQuery } from './overview.ts';

const hourMs = 3_600_000;

/** For tests: an overview by reading every leaf, sharing nothing with `readOverview` but the leaf's schema. */
export async function recount(readerUrl: string, { from, to }: OverviewQuery) {
  const rows = await withClient(readerUrl, async (reader) => {
    const text = 'select leaf, recorded_at from log.leaf order by index';
    return (await reader.query<{ leaf: Buffer; recorded_at: Date }>(text)).rows;
  });
  const isHourly = to.getTime() - from.getTime() <= 72 * hourMs;
  const step = isHourly ? hourMs : 24 * hourMs;
  const shift = isHourly ? 0 : 8 * hourMs;
  const bucketOf = (time: Date): number => Math.floor((time.getTime() + shift) / step) * step - shift;
  const begins = bucketOf(from);
  const ends = Math.ceil((to.getTime() + shift) / step) * step - shift;
  const purposes = new Map<string, Accesses>();
  const locations = new Map<string, Accesses>();
  const outcomes = new Map<string, number>();
  const buckets = new Map<string, Accesses>();
  let total: Accesses = { answered: 0, refused: 0, subjects: 0 };
  let leaves = 0;
  const add = (sum: Accesses | undefined, answered: number, refused: number, subjects: number): Accesses => ({
    answered: (sum?.answered ?? 0) + answered,
    refused: (sum?.refused ?? 0) + refused,
    subjects: (sum?.subjects ?? 0) + subjects,
  });
  for (const { leaf: bytes, recorded_at: time } of rows) {
    if (time.getTime() < begins || time.getTime() >= ends) continue;
    leaves += 1;
    const leaf = parseLeaf(bytes);
    const bucket = String(bucketOf(time));
    if (leaf.kind === 'START') continue;
    if (leaf.kind === 'REFUSALS') {
      for (const [code, count] of Object.entries(leaf.counts)) {
        outcomes.set(code, (outcomes.get(code) ?? 0) + count);
        total = add(total, 0, count, 0);
        purposes.set('', add(purposes.get(''), 0, count, 0));
        buckets.set(`${bucket} `, add(buckets.get(`${bucket} `), 0, count, 0));
      }
      continue;
    }
    const all = leaf.kind === 'REVIEW' ? leaf.subjects : leaf.disclosures.flatMap(({ subjects }) => subjects);
    const isAnswered = leaf.outcome === 'ANSWERED';
    const more = [isAnswered ? 1 : 0, isAnswered ? 0 : 1, new Set(all).size] as const;
    outcomes.set(leaf.outcome, (outcomes.get(leaf.outcome) ?? 0) + 1);
    total = add(total, ...more);
    purposes.set(leaf.purpose, add(purposes.get(leaf.purpose), ...more));
    locations.set(leaf.location, add(locations.get(leaf.location), ...more));
    const key = `${bucket} ${leaf.purpose}`;
    buckets.set(key, add(buckets.get(key), ...more));
  }
  const busiest = ([a, one]: [string, Accesses], [b, other]: [string, Accesses]): number =>
    other.answered + other.refused - one.answered - one.refused || (a < b ? -1 : 1);
  return {
    from: new Date(begins),
    to: new Date(ends),
    leaves,
    total,
    byLocation: [...locations].sort(busiest).map(([location, accesses]) => ({ location, ...accesses })),
    byPurpose: [...purposes]
      .sort(busiest)
      .map(([purpose, accesses]) => ({ purpose: purpose || undefined, ...accesses })),
    byOutcome: [...outcomes]
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .map(([outcome, count]) => ({ outcome, count })),
    series: [...buckets]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, accesses]) => {
        const [bucket = '', purpose = ''] = key.split(' ');
        return { start: new Date(Number(bucket)), purpose: purpose || undefined, ...accesses };
      }),
  };
}
