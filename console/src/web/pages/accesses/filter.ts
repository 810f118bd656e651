import { z } from 'zod';

/** A client, a school or a code, as the log takes it in a filter: no number of a person's. */
const name = z
  .string()
  .regex(/^(?!.*\d{13})[\w*.-]{1,100}$/)
  .optional()
  .catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** What is searched for, as it stands in the address: whatever is none of it is left out. */
export const accessFilter = z.object({
  /** Days of China; the last one is included. */
  from: day,
  to: day,
  client: name,
  school: name,
  purpose: name,
  outcome: name,
  field: name,
  /** Where the page before ended. */
  after: z
    .string()
    .regex(/^\d{1,16}$/)
    .optional()
    .catch(undefined),
});

export type AccessFilter = z.output<typeof accessFilter>;

const dayMs = 86_400_000;

/** A filter as the log takes it: China's days as instants. */
export function toAuditFilter({ from, to, client, school, purpose, outcome, field }: AccessFilter) {
  const startOf = (of: string): string => `${of}T00:00:00+08:00`;
  return {
    ...(from !== undefined && { from: startOf(from) }),
    ...(to !== undefined && { to: new Date(Date.parse(startOf(to)) + dayMs).toISOString() }),
    ...(client !== undefined && { client }),
    ...(school !== undefined && { school }),
    ...(purpose !== undefined && { purpose }),
    ...(outcome !== undefined && { outcome }),
    ...(field !== undefined && { field }),
  };
}
