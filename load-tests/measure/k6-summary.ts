import { readFileSync } from 'node:fs';
import { z } from 'zod';

const metric = z.object({
  values: z.record(z.string(), z.number()),
  thresholds: z.record(z.string(), z.object({ ok: z.boolean() })).optional(),
});

const schema = z.object({ metrics: z.record(z.string(), metric) });

export interface Threshold {
  readonly metric: string;
  readonly condition: string;
  readonly ok: boolean;
  /** What was measured, for the condition's statistic. */
  readonly measured: number;
}

export interface K6Summary {
  /** Everything that came back, refusals for overload too. */
  readonly answers: number;
  /** With other data than the oracle's, or refused without a reason. */
  readonly wrong: number;
  /** Told to come again (503, `Retry-After`). */
  readonly overloaded: number;
  /** What was right; and of that, what no agency was missing from. */
  readonly right: number;
  readonly complete: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  readonly thresholds: readonly Threshold[];
}

/** Reads what a k6 run wrote at its end. */
export function k6Summary(file: string): K6Summary {
  const { metrics } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const value = (name: string, statistic: string): number => metrics[name]?.values[statistic] ?? 0;
  const right = value('answers', 'count') - value('wrong', 'count') - value('overloaded', 'count');
  return {
    answers: value('answers', 'count'),
    wrong: value('wrong', 'count'),
    overloaded: value('overloaded', 'count'),
    right,
    complete: right - value('incomplete', 'count'),
    p50: value('answer_ms', 'med'),
    p90: value('answer_ms', 'p(90)'),
    p99: value('answer_ms', 'p(99)'),
    max: value('answer_ms', 'max'),
    thresholds: Object.entries(metrics).flatMap(([name, { thresholds = {}, values }]) =>
      Object.entries(thresholds).map(([condition, { ok }]) => ({
        metric: name,
        condition,
        ok,
        measured: values[/^[^<>=]+/.exec(condition)?.[0].trim() ?? ''] ?? 0,
      })),
    ),
  };
}
