import type { DerivedStatus, Finding, ViewField } from '@hearthgate/policies';
import { findingColumns } from '@hearthgate/roster';
import { type AidProgram, SPECIAL_GROUPS, type SpecialGroup } from '@hearthgate/schema';
import type { StudentAnswer } from '../../answers.ts';
import { HouseholdStatusAnswer } from '../../answers.ts';

/**
 * What came of a student in two unsigned 32-bit integers. Millions of them are held, sealed and counted, and there are
 * few different ones, so that a line of results is made once for each.
 *
 * `answers`: from the lowest bit, two for each finding and for `qualifies`, two for `complete`, one for whether groups
 * were asked for, 14 for the groups, one for who is not on the roll. `reasons`: three bits for each finding's.
 */
export interface StudentResult {
  readonly answers: number;
  readonly reasons: number;
}

export const RESULT_BYTES = 8;

/** A finding's code; 0 is one that was not asked for. */
const ANSWERS = [undefined, 'YES', 'NO', 'UNKNOWN'] as const;
export type AnswerName = NonNullable<(typeof ANSWERS)[number]>;
const REASONS = [
  undefined,
  'AGENCY_UNAVAILABLE',
  'NO_IDENTITY_NUMBER',
  'WITHHELD',
  'NOT_SHARED',
] as const satisfies readonly (Finding['unknownReason'] | undefined)[];
export type ReasonName = NonNullable<(typeof REASONS)[number]>;

/** The findings of a result in the order of their bits. */
export const RESULT_FINDINGS = [...findingColumns.map(({ field }) => field), 'qualifies'] as const;
export type ResultFinding = (typeof RESULT_FINDINGS)[number];

const completeAt = RESULT_FINDINGS.length * 2;
const groupsAskedAt = completeAt + 2;
const groupsAt = groupsAskedAt + 1;
const notOnRollAt = groupsAt + SPECIAL_GROUPS.length;

const answerCodes: Readonly<Record<string, number>> = { YES: 1, NO: 2, UNKNOWN: 3 };
const reasonCodes: Readonly<Record<string, number>> = {
  AGENCY_UNAVAILABLE: 1,
  NO_IDENTITY_NUMBER: 2,
  WITHHELD: 3,
  NOT_SHARED: 4,
};
const groupBits = new Map<SpecialGroup, number>(
  SPECIAL_GROUPS.map((group, index) => [group, 2 ** (groupsAt + index)]),
);

export interface PackedFields {
  /** The fields of the mask that results show. */
  readonly fields: ReadonlySet<ViewField>;
  readonly program: AidProgram | undefined;
}

/**
 * Writes what came of a student into two places of `into`. What is the same for other students is worked out once for
 * the same `packed`.
 */
export function packResult(answer: StudentAnswer, packed: PackedFields, into: Uint32Array, at: number): void {
  const { answers, reasons } = answer instanceof HouseholdStatusAnswer ? resultOf(answer, packed) : notOnRoll;
  into[at] = answers;
  into[at + 1] = reasons;
}

const notOnRoll: StudentResult = { answers: 2 ** notOnRollAt, reasons: 0 };

function resultOf({ status, memory }: HouseholdStatusAnswer, packed: PackedFields): StudentResult {
  const known = memory?.get(packed);
  if (known !== undefined) return known as StudentResult;
  const result = packStatus(status, packed);
  memory?.set(packed, result);
  return result;
}

function packStatus(status: DerivedStatus, { fields, program }: PackedFields): StudentResult {
  let answers = 0;
  let reasons = 0;
  for (const [index, field] of RESULT_FINDINGS.entries()) {
    const finding = fields.has(field) ? findingOf(status, field, program) : undefined;
    if (finding === undefined) continue;
    answers += (answerCodes[finding.answer] ?? 0) * 2 ** (index * 2);
    if (finding.unknownReason !== null)
      reasons += (reasonCodes[finding.unknownReason] ?? 0) * 2 ** (index * 3);
  }
  if (fields.has('complete')) answers += (status.complete ? 1 : 2) * 2 ** completeAt;
  if (fields.has('specialGroups')) {
    answers += 2 ** groupsAskedAt;
    for (const group of status.specialGroups) answers += groupBits.get(group) ?? 0;
  }
  return { answers, reasons };
}

function findingOf(
  status: DerivedStatus,
  field: ResultFinding,
  program: AidProgram | undefined,
): Finding | undefined {
  if (field !== 'qualifies') return status[field];
  return program === undefined ? undefined : status.qualifies(program);
}

/** A result as it was before it was packed. What was not asked for is absent. */
export interface UnpackedResult {
  readonly onRoll: boolean;
  readonly findings: Readonly<Partial<Record<ResultFinding, UnpackedFinding>>>;
  readonly specialGroups: readonly SpecialGroup[] | undefined;
  readonly complete: boolean | undefined;
}

export interface UnpackedFinding {
  readonly answer: AnswerName;
  readonly unknownReason: ReasonName | undefined;
}

export function unpackResult({ answers, reasons }: StudentResult): UnpackedResult {
  const findings: Partial<Record<ResultFinding, UnpackedFinding>> = {};
  for (const [index, field] of RESULT_FINDINGS.entries()) {
    const answer = ANSWERS[(answers >>> (index * 2)) & 3];
    if (answer !== undefined)
      findings[field] = { answer, unknownReason: REASONS[(reasons >>> (index * 3)) & 7] };
  }
  const complete = (answers >>> completeAt) & 3;
  const groups = SPECIAL_GROUPS.filter((_, index) => ((answers >>> (groupsAt + index)) & 1) === 1);
  return {
    onRoll: ((answers >>> notOnRollAt) & 1) === 0,
    findings,
    specialGroups: ((answers >>> groupsAskedAt) & 1) === 1 ? groups : undefined,
    complete: complete === 0 ? undefined : complete === 1,
  };
}

const unavailable = reasonCodes['AGENCY_UNAVAILABLE'] ?? 0;

/** Whether an agency's answer is missing, so that asking again helps. */
export function isUnanswered(reasons: number): boolean {
  for (let rest = reasons; rest > 0; rest = Math.floor(rest / 8)) if (rest % 8 === unavailable) return true;
  return false;
}

/** A result without the fields that are not among these: what an agency has stopped sharing since is not given out. */
export function withoutFields(
  { answers, reasons }: StudentResult,
  fields: ReadonlySet<ViewField>,
): StudentResult {
  const answerBits =
    (fields.has('complete') ? 0 : 3 * 2 ** completeAt) +
    (fields.has('specialGroups') ? 0 : 2 ** groupsAskedAt * (2 ** (SPECIAL_GROUPS.length + 1) - 1)) +
    bitsOf(2, fields);
  return { answers: (answers & ~answerBits) >>> 0, reasons: (reasons & ~bitsOf(3, fields)) >>> 0 };
}

function bitsOf(width: 2 | 3, fields: ReadonlySet<ViewField>): number {
  return RESULT_FINDINGS.reduce(
    (bits, field, index) => bits + (fields.has(field) ? 0 : (2 ** width - 1) * 2 ** (index * width)),
    0,
  );
}
