import { cleanDivisionCode, cleanSchoolCode } from '@hearthgate/schema';
import { type Note, readChoice, type RowReader, type SchoolEntry } from '@hearthgate/subgraph-kit/registers';
import { DIVISION, SCHOOL_CODE, SCHOOL_NAME, STAGE } from './columns.ts';
import { stages } from './stages.ts';

/**
 * Reads a directory's rows. A school without its own code or its division is rejected: a directory is asked for nothing
 * else. One school in two rows lies in two places, and nothing says in which: the later row is rejected.
 */
export function readSchools(): RowReader<SchoolEntry> {
  const lines = new Map<string, number>();
  return (row) => {
    const schoolCode = cleanSchoolCode(row.cell(SCHOOL_CODE));
    if (schoolCode === undefined) {
      return {
        accepted: false,
        column: SCHOOL_CODE,
        reason: 'not a school code: 10 digits, or 0 and 5 digits',
      };
    }
    const divisionCode = cleanDivisionCode(row.cell(DIVISION));
    if (divisionCode === undefined) {
      return { accepted: false, column: DIVISION, reason: 'not a division code: 6 or 12 digits' };
    }
    const earlier = lines.get(schoolCode);
    if (earlier !== undefined) {
      return { accepted: false, column: SCHOOL_CODE, reason: `stands on line ${String(earlier)} already` };
    }
    lines.set(schoolCode, row.line);

    const warnings: Note[] = [];
    const stage = readChoice(row.cell(STAGE), stages);
    // Kindergartens and schools of several stages have none of the five.
    if (!stage.ok) warnings.push({ column: STAGE, reason: `no stage known: ${stage.reason}` });
    const name = row.cell(SCHOOL_NAME).text.trim();
    return {
      accepted: true,
      entry: { schoolCode, name, stage: stage.ok ? stage.value : null, divisionCode },
      warnings,
    };
  };
}
