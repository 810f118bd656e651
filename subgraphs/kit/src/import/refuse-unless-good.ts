import { ImportRefused } from './import-refused.ts';
import type { ImportReport } from './import-report.ts';

/** Below this many rows, a share says nothing. */
const rowsForAShare = 20;
const badPercentAllowed = 20;

/** Refuses a file whole when it has no good row, or, of 20 rows or more, more than 20 % bad ones (domain.md). */
export function refuseUnlessGood(report: ImportReport): void {
  const { read, accepted, rejected } = report;
  if (accepted === 0) {
    const what =
      read === 0 ? 'the file has a header and no rows' : `none of the file's ${String(read)} rows is good`;
    throw new ImportRefused(
      'NO_GOOD_ROW',
      `${what}, so nothing was imported: correct the file and import again`,
      report,
    );
  }
  if (read >= rowsForAShare && rejected.length * 100 > read * badPercentAllowed) {
    throw new ImportRefused(
      'TOO_MANY_BAD_ROWS',
      `${String(rejected.length)} of ${String(read)} rows are bad, more than ${String(badPercentAllowed)} %, so nothing was imported: correct the file and import again`,
      report,
    );
  }
}
