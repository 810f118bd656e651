import { SPECIAL_GROUPS } from '@hearthgate/schema';
import { z } from 'zod';

export const answers = ['YES', 'NO', 'UNKNOWN'] as const;
export type Answer = (typeof answers)[number];

const finding = z.object({ answer: z.enum(answers), unknownReason: z.string().nullable() });
export type AnsweredFinding = z.output<typeof finding>;

const householdStatus = z.object({
  __typename: z.literal('HouseholdStatus'),
  studentNumber: z.string().optional(),
  enrollment: finding.optional(),
  povertyRegistry: finding.optional(),
  subsistenceAllowance: finding.optional(),
  disability: finding.optional(),
  orphan: finding.optional(),
  specialGroups: z.array(z.enum(SPECIAL_GROUPS)).optional(),
  complete: z.boolean().optional(),
  qualifies: finding.optional(),
});
export type HouseholdStatus = z.output<typeof householdStatus>;

const notOnRoll = z.object({ __typename: z.literal('NotOnRoll'), studentNumber: z.string() });

/** One student's answer as the gateway gives it. A field that was not asked is absent; `null` is never a "no". */
export type StatusAnswer = HouseholdStatus | z.output<typeof notOnRoll>;

/** `data` of the answer to a document of `statusDocuments`. */
export const statusesSchema = z.object({
  householdStatuses: z.array(z.discriminatedUnion('__typename', [householdStatus, notOnRoll])),
});
