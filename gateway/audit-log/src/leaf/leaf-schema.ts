import { z } from 'zod';
import { limits } from '../limits.ts';
import { isAscending } from './is-ascending.ts';
import { resemblesIdentityNumber } from './resembles-identity-number.ts';

/**
 * Words of a token or of an officer. No control or format character, so that a line of the log shows as what it is; no
 * number that a person goes by, since a leaf can never be taken back.
 */
const freeText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u)
    .refine((text) => !resemblesIdentityNumber(text));

const name = freeText(limits.maxNameLength);
const code = z.string().regex(/^[A-Z][A-Z_]{0,39}$/);
const fieldName = z.string().regex(/^[_A-Za-z][_A-Za-z0-9.]{0,99}$/);
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${String(digits)}}$`));
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
/** Base64url of 16 bytes: the last character holds two bits. */
const pseudonym = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);
const count = z.int().min(0);
const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text);

const ascending = (item: z.ZodString, maxItems: number) => z.array(item).max(maxItems).refine(isAscending);
const fields = ascending(fieldName, limits.maxFieldsPerSet);
const subjects = ascending(pseudonym, limits.maxSubjectsPerLeaf);
const isNotEmpty = (value: object): boolean => Object.keys(value).length > 0;

const access = {
  version: z.literal(1),
  time,
  txn: uuid,
  traceId: hex(32),
  outcome: code,
  httpStatus: z.int().min(100).max(599),
  client: name,
  role: code,
  location: name,
  purpose: code,
  legalBasis: name,
  caseRef: name.optional(),
  assurance: z.enum(['bearer', 'dpop']),
  /** The version of the audit pseudonym key; there is one exactly where there are subjects. */
  subjectKey: z.int().min(1).optional(),
};

const disclosures = z
  .array(z.strictObject({ fields, subjects: subjects.min(1) }))
  .max(limits.maxDisclosuresPerLeaf)
  .refine((groups) => isAscending(groups.map((group) => group.fields.join(' '))))
  .refine((groups) => sum(groups.map((group) => group.subjects.length)) <= limits.maxSubjectsPerLeaf);

const request = z
  .strictObject({
    ...access,
    kind: z.literal('REQUEST'),
    document: hex(64).optional(),
    mask: hex(64).optional(),
    policy: hex(64).optional(),
    screening: uuid.optional(),
    fields,
    programs: ascending(code, limits.maxFieldsPerSet),
    refusedFields: fields.min(1).optional(),
    disclosures,
    agencies: z
      .array(z.strictObject({ agency: name, txn: uuid, answered: z.boolean() }))
      .max(limits.maxAgenciesPerLeaf)
      .refine((agencies) => isAscending(agencies.map(({ agency }) => agency))),
  })
  .refine((leaf) => (leaf.subjectKey !== undefined) === leaf.disclosures.length > 0);

const review = z
  .strictObject({
    ...access,
    kind: z.literal('REVIEW'),
    operations: ascending(fieldName, limits.maxFieldsPerSet),
    filter: z
      .record(fieldName, name)
      .refine((filter) => Object.keys(filter).length <= limits.maxFilterEntries)
      .refine(isNotEmpty)
      .optional(),
    reason: freeText(limits.maxReasonLength).optional(),
    subjects,
    results: count,
  })
  .refine((leaf) => (leaf.subjectKey !== undefined) === leaf.subjects.length > 0);

const refusals = z.strictObject({
  version: z.literal(1),
  kind: z.literal('REFUSALS'),
  time,
  caller: z.union([
    z.strictObject({ client: name }),
    z.strictObject({ network: z.string().regex(/^([0-9A-Za-z.:%]{1,64}|\*)$/) }),
  ]),
  from: time,
  to: time,
  counts: z
    .record(code, count.min(1))
    .refine((counts) => Object.keys(counts).length <= limits.maxRefusalCodes)
    .refine(isNotEmpty),
});

const start = z.strictObject({ version: z.literal(1), kind: z.literal('START'), time, policy: hex(64) });

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Version 1 of a leaf's content. A leaf is never rewritten, so a later version joins this one and does not replace it. */
export const leafSchema = z.discriminatedUnion('kind', [request, review, refusals, start]);

export type Leaf = z.output<typeof leafSchema>;
