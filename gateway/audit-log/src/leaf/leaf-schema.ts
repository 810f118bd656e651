import { z } from 'zod';
import { limits } from '../limits.ts';
import { isAscending } from './is-ascending.ts';
import { isFreeText } from './is-free-text.ts';
import { leafPatterns } from './leaf-patterns.ts';
import { sortedMembers } from './sorted-members.ts';

/** What is parsed comes out in the order of canonical JSON, whatever order it was in: `writeLeaf` relies on it. */
const canonicalObject = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(sortedMembers(shape));

const freeText = (maxLength: number) => z.string().max(maxLength).refine(isFreeText);

const name = freeText(limits.maxNameLength);
const code = z.string().regex(/^[A-Z][A-Z_]{0,39}$/);
const fieldName = z.string().regex(/^[_A-Za-z][_A-Za-z0-9.]{0,99}$/);
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${String(digits)}}$`));
const uuid = z.string().regex(leafPatterns.uuid);
/** Base64url of 16 bytes: the last character holds two bits. */
const pseudonym = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);
const count = z.int().min(0);
const time = z
  .string()
  .regex(leafPatterns.time)
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text);

const ascending = (item: z.ZodString, maxItems: number) => z.array(item).max(maxItems).refine(isAscending);
const fields = ascending(fieldName, limits.maxFieldsPerSet);
const subjects = ascending(pseudonym, limits.maxSubjectsPerLeaf);
const isNotEmpty = (value: object): boolean => Object.keys(value).length > 0;

const access = {
  version: z.literal(1),
  time,
  txn: uuid,
  traceId: z.string().regex(leafPatterns.traceId),
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
  .array(canonicalObject({ fields, subjects: subjects.min(1) }))
  .max(limits.maxDisclosuresPerLeaf)
  .refine((groups) => isAscending(groups.map((group) => group.fields.join(' '))))
  .refine((groups) => sum(groups.map((group) => group.subjects.length)) <= limits.maxSubjectsPerLeaf);

const request = canonicalObject({
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
    .array(canonicalObject({ agency: name, txn: uuid, answered: z.boolean() }))
    .max(limits.maxAgenciesPerLeaf)
    .refine((agencies) => isAscending(agencies.map(({ agency }) => agency))),
}).refine((leaf) => (leaf.subjectKey !== undefined) === leaf.disclosures.length > 0);

const review = canonicalObject({
  ...access,
  kind: z.literal('REVIEW'),
  operations: ascending(fieldName, limits.maxFieldsPerSet),
  filter: z
    .record(fieldName, name)
    .refine((filter) => Object.keys(filter).length <= limits.maxFilterEntries)
    .refine(isNotEmpty)
    .overwrite(sortedMembers)
    .optional(),
  reason: freeText(limits.maxReasonLength).optional(),
  subjects,
  results: count,
}).refine((leaf) => (leaf.subjectKey !== undefined) === leaf.subjects.length > 0);

const refusals = canonicalObject({
  version: z.literal(1),
  kind: z.literal('REFUSALS'),
  time,
  caller: z.union([
    canonicalObject({ client: name }),
    canonicalObject({ network: z.string().regex(/^([0-9A-Za-z.:%]{1,64}|\*)$/) }),
  ]),
  from: time,
  to: time,
  counts: z
    .record(code, count.min(1))
    .refine((counts) => Object.keys(counts).length <= limits.maxRefusalCodes)
    .refine(isNotEmpty)
    .overwrite(sortedMembers),
});

const start = canonicalObject({ version: z.literal(1), kind: z.literal('START'), time, policy: hex(64) });

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Version 1 of a leaf's content. A leaf is never rewritten, so a later version joins this one and does not replace it. */
export const leafSchema = z.discriminatedUnion('kind', [request, review, refusals, start]);

export type Leaf = z.output<typeof leafSchema>;
