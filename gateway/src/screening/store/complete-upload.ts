import type { ScreeningStore } from '../screening-store.ts';
import { inTransaction } from '@hearthgate/database';

/** The roster is in: its screening runs from here on, and lasts as long as its purpose lets it. Returns whether it was so. */
export function completeUpload(
  { pool, sendJobs }: ScreeningStore,
  { id, lease, expiresAt }: { readonly id: string; readonly lease: string; readonly expiresAt: Date },
): Promise<boolean> {
  return inTransaction(pool, async (transaction) => {
    const { rowCount } = await transaction.query(
      `update screening.screening
       set upload_complete = true, upload_lease = null, status = 'RUNNING', expires_at = $3
       where id = $1 and upload_lease = $2 and status = 'AWAITING_ROSTER'`,
      [id, lease, expiresAt],
    );
    if (rowCount === 0) return false;
    await sendJobs('cut', [{ data: { screening: id, round: 1 } }], transaction);
    return true;
  });
}
