import { z } from 'zod';
import type { Student } from '../county/county.ts';

const standing = z.object({ asOf: z.string(), categories: z.array(z.string()) });

const schema = z.object({
  enrolledStudents: z.object({
    asOf: z.string(),
    students: z.array(
      z.object({
        studentNumber: z.string(),
        household: z.array(
          z.object({ povertyRegistry: standing, subsistenceAllowance: standing, disability: standing }),
        ),
        orphans: standing,
      }),
    ),
  }),
});

/** Other entries of that register put a student into a group, and are no allowance. */
const allowances: ReadonlySet<string> = new Set(['SUBSISTENCE_ALLOWANCE', 'DESTITUTE_SUPPORT']);

type Standing = z.output<typeof standing>;

/** Whether what a peer answered says of every student what the county's oracle says: that it really asked everybody. */
export function agreesWithCounty(answer: unknown, students: readonly Student[]): boolean {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return false;
  const answered = parsed.data.enrolledStudents.students;
  return (
    answered.length === students.length &&
    students.every(({ studentNumber, expected }, index) => {
      const found = answered[index];
      if (found?.studentNumber !== studentNumber) return false;
      const any = (
        standings: readonly Standing[],
        counts: ReadonlySet<string> | undefined = undefined,
      ): string =>
        standings.some(({ categories }) => categories.some((category) => counts?.has(category) ?? true))
          ? 'YES'
          : 'NO';
      const allowance = found.household.map(({ subsistenceAllowance }) => subsistenceAllowance);
      return (
        any(found.household.map(({ povertyRegistry }) => povertyRegistry)) === expected.povertyRegistry &&
        any(allowance, allowances) === expected.subsistenceAllowance &&
        // The student's own: the first of the household.
        any(found.household.slice(0, 1).map(({ disability }) => disability)) === expected.disability &&
        any([found.orphans]) === expected.orphan
      );
    })
  );
}
