import { basename } from 'node:path';
import type { ScreeningSummary as GatewaySummary } from '@hearthgate/client/source';
import { findingColumns, type Outcome } from '@hearthgate/roster';
import type { AidProgram, Purpose, SpecialGroup } from '@hearthgate/schema';
import type { PassedOver } from '@hearthgate/table';
import type { ReportedRow, Roster } from './read-roster.ts';

export const answers = ['YES', 'NO', 'UNKNOWN'] as const;

/** `unknownReasons` only where any answer is `UNKNOWN`. */
export type FindingCounts = Readonly<Record<(typeof answers)[number], number>> & {
  readonly unknownReasons?: Readonly<Record<string, number>>;
};

/** What is kept about a screening: counts, and no number or name. What the mask does not hold is absent. */
export interface ScreeningSummary {
  /** File names, without their folders. */
  readonly roster: string;
  readonly results: string;
  readonly client: string;
  readonly purpose: Purpose;
  readonly program: AidProgram | null;
  /** Its id at the gateway. */
  readonly screening: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly rows: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly findings: Readonly<Record<string, FindingCounts>>;
  /** Only those that somebody is in: none is no answer where findings are unknown. */
  readonly specialGroups?: Readonly<Partial<Record<SpecialGroup, number>>>;
  readonly complete?: number;
  readonly incomplete?: number;
  readonly qualifies?: FindingCounts;
  readonly rejected: readonly ReportedRow[];
  readonly warnings: readonly ReportedRow[];
  readonly passedOver: PassedOver;
  readonly registers: GatewaySummary['registers'];
  readonly registersMissing: readonly string[];
  readonly registersChanged: readonly string[];
}

export interface ScreeningSummaryOptions extends Pick<
  ScreeningSummary,
  'client' | 'purpose' | 'program' | 'screening' | 'startedAt'
> {
  readonly rosterFile: string;
  readonly resultsFile: string;
  readonly roster: Roster;
  readonly counts: GatewaySummary;
}

/**
 * The summary of a screening as the file beside the results has it. Counts are the gateway's; lines are the file's own, also
 * of a spreadsheet, which the gateway did not see.
 */
export function screeningSummary(options: ScreeningSummaryOptions): ScreeningSummary {
  const { rosterFile, resultsFile, roster, counts, client, purpose, program, screening, startedAt } = options;
  const { outcomes, findings, specialGroups, complete, incomplete, qualifies } = counts;
  return {
    roster: basename(rosterFile),
    results: basename(resultsFile),
    client,
    purpose,
    program,
    screening,
    startedAt,
    finishedAt: new Date().toISOString(),
    rows: counts.rows,
    outcomes: {
      ANSWERED: outcomes.answered,
      NOT_ON_ROLL: outcomes.notOnRoll,
      INVALID_NUMBER: outcomes.invalidNumber,
    },
    findings: Object.fromEntries(findings.map((counted) => [columnOf(counted), findingCounts(counted)])),
    ...(specialGroups
      ? { specialGroups: Object.fromEntries(specialGroups.map(({ group, count }) => [group, count])) }
      : {}),
    ...(complete === null ? {} : { complete }),
    ...(incomplete === null ? {} : { incomplete }),
    ...(qualifies ? { qualifies: findingCounts(qualifies) } : {}),
    rejected: roster.rejected,
    warnings: roster.warnings,
    passedOver: roster.passedOver,
    registers: counts.registers,
    registersMissing: counts.registersMissing,
    registersChanged: counts.registersChanged,
  };
}

type Counted = GatewaySummary['findings'][number];

function columnOf({ field }: Counted): string {
  return findingColumns.find((one) => one.field === field)?.column ?? field;
}

function findingCounts({ yes, no, unknown, unknownReasons }: Counted): FindingCounts {
  return {
    YES: yes,
    NO: no,
    UNKNOWN: unknown,
    ...(unknownReasons.length > 0
      ? { unknownReasons: Object.fromEntries(unknownReasons.map(({ reason, count }) => [reason, count])) }
      : {}),
  };
}
