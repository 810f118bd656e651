import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { allowLongDeletion } from './allow-long-deletion.ts';
import { inTransaction } from '@hearthgate/database';

/** Where an upload goes on. */
export interface BegunUpload {
  readonly lease: string;
  readonly bytes: number;
  readonly parts: number;
}

/**
 * Takes over the upload of a screening that waits for its roster: whoever uploads until now stops at its next part. From
 * the beginning, which drops what was there, or at an offset.
 *
 * `undefined` where the screening does not wait any more, or another offset was reached.
 */
export function beginUpload(
  pool: pg.Pool,
  id: string,
  begun: { readonly format: 'csv' | 'ndjson' } | { readonly offset: number },
): Promise<BegunUpload | undefined> {
  const lease = randomUUID();
  return inTransaction(pool, async (transaction) => {
    if ('format' in begun) {
      const { rowCount } = await transaction.query(
        `update screening.screening
         set upload_lease = $2, upload_format = $3, upload_bytes = 0, upload_parts = 0
         where id = $1 and status = 'AWAITING_ROSTER' and not upload_complete`,
        [id, lease, begun.format],
      );
      if (rowCount === 0) return undefined;
      await allowLongDeletion(transaction);
      await transaction.query('delete from screening.upload_part where screening = $1', [id]);
      return { lease, bytes: 0, parts: 0 };
    }
    const { rows } = await transaction.query<{ upload_parts: number }>(
      `update screening.screening set upload_lease = $2
       where id = $1 and status = 'AWAITING_ROSTER' and not upload_complete
         and upload_bytes = $3 and upload_format is not null
       returning upload_parts`,
      [id, lease, begun.offset],
    );
    return rows[0] && { lease, bytes: begun.offset, parts: rows[0].upload_parts };
  });
}

/** A piece of a roster, sealed. */
export interface UploadPart {
  readonly part: number;
  readonly sealed: Buffer;
  /** Of the piece itself. */
  readonly bytes: number;
}

/** Keeps a piece. Returns whether it was kept: not, where another upload took over or the screening has ended. */
export async function insertUploadPart(
  pool: pg.Pool,
  id: string,
  lease: string,
  { part, sealed, bytes }: UploadPart,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'insert-upload-part',
    text: `with kept as (
             update screening.screening set upload_bytes = upload_bytes + $4, upload_parts = upload_parts + 1
             where id = $1 and upload_lease = $2 and upload_parts = $3 and status = 'AWAITING_ROSTER'
               and not upload_complete
             returning id)
           insert into screening.upload_part (screening, part, sealed) select id, $3, $5 from kept`,
    values: [id, lease, part, bytes, sealed],
  });
  return rowCount === 1;
}

/** A piece as it was kept. Undefined where there is none. */
export async function readUploadPart(pool: pg.Pool, id: string, part: number): Promise<Buffer | undefined> {
  const { rows } = await pool.query<{ sealed: Buffer }>({
    name: 'read-upload-part',
    text: 'select sealed from screening.upload_part where screening = $1 and part = $2',
    values: [id, part],
  });
  return rows[0]?.sealed;
}
