import type pg from 'pg';
import type { RuleThresholds } from '../rule-thresholds.ts';
import { takeBatch } from '../take-batch.ts';
import { aboveOwnHabit } from './rules/above-own-habit.ts';
import { firstUseOfPurpose } from './rules/first-use-of-purpose.ts';
import { severalSchools } from './rules/several-schools.ts';
import { walkingNumbers } from './rules/walking-numbers.ts';
import type { Found, UnusualRule } from './unusual-rule.ts';

/** A new rule raises it: then the whole log is looked through again, and what was found before is found again as itself. */
const definition = 1;
const rules: readonly UnusualRule[] = [aboveOwnHabit, walkingNumbers, severalSchools, firstUseOfPurpose];

export interface ApplyRulesOptions {
  readonly pool: pg.Pool;
  readonly leaves: number;
  readonly thresholds: RuleThresholds;
}

/**
 * Holds the next leaves that were rolled up against every rule and keeps what is found, in one transaction. Returns how
 * many leaves it took. Throws what Postgres says.
 */
export function applyRules({ pool, leaves, thresholds }: ApplyRulesOptions): Promise<number> {
  return takeBatch({
    pool,
    job: 'rules',
    definition,
    leaves,
    behind: 'rollup',
    beginAnew: () => Promise.resolve(),
    take: async (client, range) => {
      for (const { name, find } of rules) {
        for (const found of await find({ client, ...range }, thresholds)) await keep(client, name, found);
      }
    },
  });
}

async function keep(client: pg.ClientBase, rule: string, found: Found): Promise<void> {
  await client.query(
    `insert into review.finding as known
       (rule, key, client, purpose, locations, begins, ends, count, usual, evidence, leaves)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (rule, key) do update set locations = excluded.locations, ends = excluded.ends,
       count = excluded.count, usual = excluded.usual, evidence = excluded.evidence, leaves = excluded.leaves
     where known.count < excluded.count or known.leaves < excluded.leaves`,
    [
      rule,
      found.key,
      found.client,
      found.purpose,
      found.locations,
      found.begins,
      found.ends,
      found.count,
      found.usual,
      found.evidence,
      found.leaves,
    ],
  );
}
