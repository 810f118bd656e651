import type { CoveredCall } from './cover-call.ts';

const typeOfColumn = { refs: 'uuid[]', student_numbers: 'text[]' } as const;

/**
 * The `insert` of a call's access records, a row for each requester with its own refs, for the statement that reads:
 * what is read is recorded, or neither. Its parameters are `$1` to `$8`, the values of `accessRows`.
 */
export function insertAccessRows(column: keyof typeof typeOfColumn): string {
  return `
    insert into access.record (txn, client, purpose, legal_basis, fields, ${column})
    select q.txn, q.client, $3, q.legal_basis, $2::text[], ($1::${typeOfColumn[column]})[q.first : q.last]
    from unnest($4::uuid[], $5::text[], $6::text[], $7::integer[], $8::integer[])
      as q (txn, client, legal_basis, first, last)`;
}

/**
 * For `insertAccessRows`: the refs as the database keeps them, a list or an array in binary, in the call's order; none for
 * what is about nobody.
 */
export function accessRows(
  { claims: { purpose, requesters } }: CoveredCall,
  fields: readonly string[],
  refs: readonly string[] | Buffer,
): unknown[] {
  const lasts: number[] = [];
  let last = 0;
  for (const { refCount } of requesters) lasts.push((last += refCount));
  return [
    refs,
    fields,
    purpose,
    requesters.map(({ txn }) => txn),
    requesters.map(({ client }) => client),
    requesters.map(({ legal_basis: legalBasis }) => legalBasis),
    requesters.map(({ refCount }, index) => (lasts[index] ?? 0) - refCount + 1),
    lasts,
  ];
}
