import { AGENCIES, PURPOSES, ROLES } from '@hearthgate/schema';
import { z } from 'zod';

const asked = {
  role: z.enum(ROLES),
  purpose: z.enum(PURPOSES),
  assurance: z.enum(['bearer', 'dpop']),
  /** The id of a policy in `policies/cases/vetoes` that is appended to its agency's agreement for this question. */
  veto: z.string().optional(),
};

/** One question to the policies: may this field be seen, or does this source share? */
const factsSchema = z.union([
  z.strictObject({ ...asked, field: z.string().regex(/^(Query|Mutation|HouseholdStatus)\.\w+$/) }),
  z.strictObject({ ...asked, source: z.enum(AGENCIES) }),
]);

export type CaseFacts = Readonly<z.infer<typeof factsSchema>>;

const caseSchema = z.strictObject({
  /** The policy that makes the difference. */
  policy: z.string().min(1),
  /** What the pair shows, in words. */
  says: z.string().min(1),
  allow: factsSchema,
  deny: factsSchema,
});

/** A pair of questions that differ in one fact, and in the answer. */
export type PolicyCase = Readonly<z.infer<typeof caseSchema>>;

/** Checks a file of cases. Does not check that the pairs differ in one fact: `checkCases` does. Throws a ZodError. */
export function parseCases(input: unknown): readonly PolicyCase[] {
  return z.array(caseSchema).nonempty().parse(input);
}
