import type { SourceName } from '@hearthgate/policies';
import { type Stage, STAGES } from '@hearthgate/schema';
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

/** What a register says of one person; both null: the agency has joined and holds no register yet. */
export interface Standing {
  readonly asOf: string | null;
  readonly categories: readonly string[] | null;
}

/** A person in an answer; a standing is absent when it was not asked for, null when it was not given. */
export type PersonAnswer = Readonly<Partial<Record<SourceName, Standing | null | undefined>>>;

const studentSchema = z.object({
  studentNumber: z.string(),
  stages: z.array(z.enum(STAGES)),
  student: personSchema.nullable(),
  guardians: z.array(personSchema),
});

export interface EnrolledStudentAnswer {
  readonly studentNumber: string;
  readonly stages: readonly Stage[];
  /** Null for a student without a usable ID number. */
  readonly student: PersonAnswer | null;
  readonly guardians: readonly PersonAnswer[];
}

/** What enrollment and the agencies behind it answered to one question; `asOf` null: enrollment holds no register. */
export interface EnrolledStudentsAnswer {
  readonly asOf: string | null;
  /** Null for a number that is not on the roll. */
  readonly students: readonly (EnrolledStudentAnswer | null)[];
}

export const enrolledStudentsSchema = z.object({
  asOf: z.string().nullable(),
  students: z.array(studentSchema.nullable()),
});

export const registerSchema = z.object({ asOf: z.string(), accepted: z.number(), rejected: z.number() });
