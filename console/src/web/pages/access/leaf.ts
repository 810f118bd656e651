import { z } from 'zod';

const access = {
  time: z.string(),
  txn: z.string(),
  traceId: z.string(),
  outcome: z.string(),
  httpStatus: z.number(),
  client: z.string(),
  role: z.string(),
  location: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  caseRef: z.string().optional(),
  assurance: z.string(),
};

/** What the page reads of a leaf (gateway/audit-log's `leafSchema` says all of it): a later version may have more. */
const leafSchema = z.discriminatedUnion('kind', [
  z.object({
    ...access,
    kind: z.literal('REQUEST'),
    document: z.string().optional(),
    mask: z.string().optional(),
    policy: z.string().optional(),
    screening: z.string().optional(),
    fields: z.array(z.string()),
    programs: z.array(z.string()),
    refusedFields: z.array(z.string()).optional(),
    disclosures: z.array(z.object({ fields: z.array(z.string()), subjects: z.array(z.string()) })),
    agencies: z.array(z.object({ agency: z.string(), txn: z.string(), answered: z.boolean() })),
  }),
  z.object({
    ...access,
    kind: z.literal('REVIEW'),
    operations: z.array(z.string()),
    filter: z.record(z.string(), z.string()).optional(),
    reason: z.string().optional(),
    subjects: z.array(z.string()),
    results: z.number(),
  }),
  z.object({
    kind: z.literal('REFUSALS'),
    time: z.string(),
    caller: z.object({ client: z.string().optional(), network: z.string().optional() }),
    from: z.string(),
    to: z.string(),
    counts: z.record(z.string(), z.number()),
  }),
  z.object({ kind: z.literal('START'), time: z.string(), policy: z.string() }),
]);

export type Leaf = z.output<typeof leafSchema>;
export type RequestLeaf = Extract<Leaf, { kind: 'REQUEST' }>;
export type ReviewLeaf = Extract<Leaf, { kind: 'REVIEW' }>;

/** A leaf's text; undefined where it is of a form that this page does not know. */
export function readLeaf(text: string): Leaf | undefined {
  try {
    return leafSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
