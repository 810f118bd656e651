import { refsDigest, type Stage, STAGES } from '@hearthgate/schema';
import { DateScalar } from '@hearthgate/schema/scalars';
import { isRecord } from '../agencies/is-record.ts';

/**
 * Checks of what agencies answer, by hand: an answer for a class holds hundreds of persons, and a schema library takes
 * ten times as long over them. Each throws `WrongAnswer`, which names no value.
 */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

type Fields = Readonly<Record<string, unknown>>;

export function readRecord(value: unknown): Fields {
  if (isRecord(value)) return value;
  throw new WrongAnswer('not an object');
}

export function readList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new WrongAnswer('not a list');
}

/** A list of exactly so many. */
export function readListOf(length: number, value: unknown): readonly unknown[] {
  const list = readList(value);
  if (list.length === length) return list;
  throw new WrongAnswer('not as many as were asked for');
}

export function readCount(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new WrongAnswer('not a count');
}

/** A calendar date, `YYYY-MM-DD`. */
export function readDate(value: unknown): string {
  try {
    return DateScalar.parseValue(value);
  } catch {
    throw new WrongAnswer('not a date');
  }
}

/** A whole number, at least so much and below so much. */
export function readPlace(value: unknown, least: number, below: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value < below) return value;
  throw new WrongAnswer('not a place among those that there are');
}

/** By the digest that the agency found its call's token to have: that it answers these refs and no others. */
export function requireAnswerTo(refs: readonly string[], digest: unknown): void {
  if (digest !== refsDigest(refs)) throw new WrongAnswer('an answer about others than were asked about');
}

const stages: ReadonlySet<unknown> = new Set(STAGES);

function isStage(value: unknown): value is Stage {
  return stages.has(value);
}

export function readStages(value: unknown): readonly Stage[] {
  const list = readList(value);
  if (list.every(isStage)) return list;
  throw new WrongAnswer('not a stage');
}

/** A word of a vocabulary. */
export function readWord(vocabulary: ReadonlySet<string>, value: unknown): string {
  if (typeof value === 'string' && vocabulary.has(value)) return value;
  throw new WrongAnswer('not a word of the vocabulary');
}
