import { FINDINGS } from '../truth/expected-status.ts';
import type { RosterRow } from './roster-rows.ts';

export const RESULT_HEADER =
  'student_number,outcome,enrollment,poverty_registry,subsistence_allowance,disability,orphan,special_groups,complete';

/** The line of the results that a row of the roster must have. Columns after the outcome are for answers only. */
export function resultLine({ printed, outcome, status }: RosterRow): string {
  if (status === undefined) return `${printed},${outcome},,,,,,,`;
  const answers = FINDINGS.map((finding) => status.findings[finding]).join(',');
  return `${printed},${outcome},${answers},${status.specialGroups.join(';')},${String(status.complete)}`;
}
