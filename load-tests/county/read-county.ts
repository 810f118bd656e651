import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { limits } from '../limits.ts';
import { LoadTestError } from '../load-test-error.ts';
import type { County, Student } from './county.ts';

const schema = z.object({
  students: z.record(
    z.string(),
    z.object({
      school: z.string(),
      outcome: z.string(),
      findings: z
        .object({ poverty: z.string(), subsistence: z.string(), disability: z.string(), orphan: z.string() })
        .optional(),
    }),
  ),
});

/** The students that are on a roll, by school, with what an answer about each must be: a county's `expected.json`. */
export function readCounty(file: string): County {
  const { students } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const bySchool = new Map<string, Student[]>();
  for (const [studentNumber, { school, outcome, findings }] of Object.entries(students)) {
    if (outcome !== 'ANSWERED' || findings === undefined) continue;
    const expected = {
      povertyRegistry: findings.poverty,
      subsistenceAllowance: findings.subsistence,
      disability: findings.disability,
      orphan: findings.orphan,
    };
    const known = bySchool.get(school);
    if (known === undefined) bySchool.set(school, [{ studentNumber, expected }]);
    else known.push({ studentNumber, expected });
  }
  const schools = [...bySchool]
    .map(([code, own]) => ({ code, students: own }))
    .filter((school) => school.students.length >= limits.classSize)
    .sort((a, b) => b.students.length - a.students.length)
    .slice(0, limits.maxSchools);
  if (schools.length === 0)
    throw new LoadTestError(`${file}: no school has ${String(limits.classSize)} students`);
  return { schools };
}
