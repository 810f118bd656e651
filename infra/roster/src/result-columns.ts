import type { ViewField } from '@hearthgate/policies';

/** The findings among the columns of the results: the column's name and the field that fills it, in the file's order. */
export const findingColumns = [
  { column: 'enrollment', field: 'enrollment' },
  { column: 'poverty_registry', field: 'povertyRegistry' },
  { column: 'subsistence_allowance', field: 'subsistenceAllowance' },
  { column: 'disability', field: 'disability' },
  { column: 'orphan', field: 'orphan' },
] as const satisfies readonly { column: string; field: ViewField }[];

export type FindingField = (typeof findingColumns)[number]['field'];

/** The header of the results (contract.md, "Roster screening"). Scripts rely on it: columns are added at the end only. */
export function resultHeader(withProgram: boolean): string[] {
  return [
    'student_number',
    'outcome',
    ...findingColumns.map(({ column }) => column),
    'special_groups',
    'complete',
    ...(withProgram ? ['qualifies'] : []),
  ];
}
