import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { Terms } from '../../shell/terms/use-terms.ts';
import type { Text } from '../../shell/i18n/define-texts.ts';
import { adviceFor } from './advice-for.ts';
import { FINDINGS, type FindingName, type ResultRow } from './result-row.ts';
import type { en } from './texts.en.ts';

/** What the results table can do; its filters live outside, in the address. */
export const resultFeatures = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

const helper = createColumnHelper<typeof resultFeatures, ResultRow>();

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of UNKNOWN, NO, YES the one that needs somebody first; a finding that was not asked for last. */
const answerRank: Readonly<Record<string, number>> = { UNKNOWN: 0, YES: 1, NO: 2 };

export interface ResultColumnsOptions {
  /** Those that these results hold. */
  readonly findings: readonly FindingName[];
  readonly hasGroups: boolean;
  readonly text: Text<typeof en>;
  readonly terms: Terms;
}

/** The columns of results, in words. Cells are text, whatever a roster held. */
export function resultColumns({ findings, hasGroups, text, terms }: ResultColumnsOptions) {
  const answerOf = (row: ResultRow, name: FindingName): string => {
    const finding = row.findings[name];
    return finding === undefined ? '' : terms('answer', finding.answer);
  };
  return helper.columns([
    helper.accessor('position', { id: 'position', header: text('position') }),
    helper.accessor('studentNumber', {
      id: 'number',
      header: text('number'),
      sortFn: (a, b) => compare(a.original.studentNumber, b.original.studentNumber),
    }),
    helper.accessor((row) => terms('outcome', row.outcome), {
      id: 'outcome',
      header: text('outcome'),
      sortFn: (a, b) => compare(a.original.outcome, b.original.outcome),
    }),
    helper.accessor((row) => adviceFor(row, text), {
      id: 'todo',
      header: text('todo'),
      sortFn: (a, b) => compare(adviceFor(a.original, text), adviceFor(b.original, text)),
    }),
    ...FINDINGS.filter((name) => findings.includes(name)).map((name) =>
      helper.accessor((row) => answerOf(row, name), {
        id: name,
        header: terms('field', name),
        sortFn: (a, b) =>
          compare(
            answerRank[a.original.findings[name]?.answer ?? ''] ?? 3,
            answerRank[b.original.findings[name]?.answer ?? ''] ?? 3,
          ),
      }),
    ),
    ...(hasGroups
      ? [
          helper.accessor(
            (row) => (row.specialGroups ?? []).map((group) => terms('group', group)).join('; '),
            {
              id: 'groups',
              header: text('specialGroups'),
              sortFn: (a, b) =>
                compare(b.original.specialGroups?.length ?? 0, a.original.specialGroups?.length ?? 0),
            },
          ),
        ]
      : []),
  ]);
}
