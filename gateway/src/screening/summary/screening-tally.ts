import type { ViewField } from '@hearthgate/policies';
import type { SpecialGroup } from '@hearthgate/schema';
import {
  type ReasonName,
  RESULT_FINDINGS,
  type ResultFinding,
  unpackResult,
  type UnpackedFinding,
} from '../results/student-result.ts';
import type { AnsweredRowVisitor } from '../results/visit-rows.ts';
import type { FindingCounts, ScreeningSummary } from './screening-summary.ts';

type Counts = Pick<
  ScreeningSummary,
  'rows' | 'outcomes' | 'findings' | 'qualifies' | 'specialGroups' | 'complete' | 'incomplete'
>;

/** Counts the rows of results. Rows with one result are counted together and taken apart once. */
export class ScreeningTally implements AnsweredRowVisitor {
  readonly #rowsByResult = new Map<number, number>();
  #invalid = 0;

  student(_numberOf: unknown, answers: number, reasons: number): void {
    const key = answers + reasons * 2 ** 30;
    this.#rowsByResult.set(key, (this.#rowsByResult.get(key) ?? 0) + 1);
  }

  invalid(): void {
    this.#invalid += 1;
  }

  /** `fields`: what the mask held; a count of what it did not hold is null or left out. */
  counts(fields: ReadonlySet<ViewField>, withProgram: boolean): Counts {
    const outcomes = { answered: 0, notOnRoll: 0, invalidNumber: this.#invalid };
    const findings = new Map(RESULT_FINDINGS.map((field) => [field, new FindingCounter(field)]));
    const groups = new Map<SpecialGroup, number>();
    let complete = 0;
    let incomplete = 0;
    for (const [key, rows] of this.#rowsByResult) {
      const result = unpackResult({ answers: key % 2 ** 30, reasons: Math.floor(key / 2 ** 30) });
      if (!result.onRoll) {
        outcomes.notOnRoll += rows;
        continue;
      }
      outcomes.answered += rows;
      for (const field of RESULT_FINDINGS) findings.get(field)?.add(result.findings[field], rows);
      for (const group of result.specialGroups ?? []) groups.set(group, (groups.get(group) ?? 0) + rows);
      if (result.complete === true) complete += rows;
      if (result.complete === false) incomplete += rows;
    }
    const countsOf = (field: ResultFinding): FindingCounts[] => {
      const counts = fields.has(field) ? findings.get(field)?.counts() : undefined;
      return counts ? [counts] : [];
    };
    const groupCounts = [...groups].map(([group, count]) => ({ group, count }));
    return {
      rows: outcomes.answered + outcomes.notOnRoll + outcomes.invalidNumber,
      outcomes,
      findings: RESULT_FINDINGS.filter((field) => field !== 'qualifies').flatMap(countsOf),
      qualifies: withProgram ? (countsOf('qualifies')[0] ?? null) : null,
      specialGroups: fields.has('specialGroups')
        ? groupCounts.sort((a, b) => (a.group < b.group ? -1 : 1))
        : null,
      complete: fields.has('complete') ? complete : null,
      incomplete: fields.has('complete') ? incomplete : null,
    };
  }
}

class FindingCounter {
  readonly #field: ResultFinding;
  readonly #byAnswer = { YES: 0, NO: 0, UNKNOWN: 0 };
  readonly #byReason = new Map<ReasonName, number>();

  constructor(field: ResultFinding) {
    this.#field = field;
  }

  add(finding: UnpackedFinding | undefined, rows: number): void {
    if (finding === undefined) return;
    const { answer, unknownReason } = finding;
    this.#byAnswer[answer] += rows;
    if (unknownReason === undefined) return;
    this.#byReason.set(unknownReason, (this.#byReason.get(unknownReason) ?? 0) + rows);
  }

  counts(): FindingCounts {
    const { YES: yes, NO: no, UNKNOWN: unknown } = this.#byAnswer;
    const unknownReasons = [...this.#byReason]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => (a.reason < b.reason ? -1 : 1));
    return { field: this.#field, yes, no, unknown, unknownReasons };
  }
}
