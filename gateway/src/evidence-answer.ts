import { STAGES } from '@hearthgate/schema';
import { z } from 'zod';

function standingSchema<Category extends string>(categories: readonly [Category, ...Category[]]) {
  return z
    .object({ asOf: z.string().nullable(), categories: z.array(z.enum(categories)).nullable() })
    .nullish();
}

const personSchema = z.object({
  povertyRegistry: standingSchema([
    'LIFTED_FROM_POVERTY',
    'UNSTABLY_LIFTED',
    'POVERTY_PRONE',
    'SUDDEN_HARDSHIP',
  ]),
  subsistenceAllowance: standingSchema([
    'SUBSISTENCE_ALLOWANCE',
    'SUBSISTENCE_MARGINAL',
    'DESTITUTE_SUPPORT',
    'RIGID_EXPENDITURE_HARDSHIP',
    'OTHER_LOW_INCOME',
  ]),
  disability: standingSchema(['CERTIFIED']),
  orphans: standingSchema(['ORPHAN', 'DE_FACTO_UNATTENDED']),
});

/** A person in an evidence query's answer; a standing is absent when it was not asked for, null when it was not given. */
export type PersonAnswer = z.infer<typeof personSchema>;

const studentSchema = z.object({
  studentNumber: z.string(),
  stages: z.array(z.enum(STAGES)),
  student: personSchema.nullable(),
  guardians: z.array(personSchema),
});

export type EnrolledStudentAnswer = z.infer<typeof studentSchema>;

/** What enrollment and the agencies behind it answered to one question; `asOf` null: enrollment holds no register. */
export const enrolledStudentsSchema = z.object({
  asOf: z.string().nullable(),
  students: z.array(studentSchema.nullable()),
});

export type EnrolledStudentsAnswer = z.infer<typeof enrolledStudentsSchema>;

export const registerSchema = z.object({ asOf: z.string(), accepted: z.number(), rejected: z.number() });
