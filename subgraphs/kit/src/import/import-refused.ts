import type { ImportReport } from './import-report.ts';

/**
 * Why an import did not take place. The register is as it was before, except after `COMMIT_UNKNOWN`, where the
 * connection broke while Postgres was committing: then it is either the old one or the new one, and whole.
 */
export type ImportRefusedCode =
  | 'WRONG_REGISTER'
  | 'BAD_AS_OF_DATE'
  | 'KEYS_MISSING'
  | 'NO_GOOD_ROW'
  | 'TOO_MANY_BAD_ROWS'
  | 'DATABASE_FAILED'
  | 'COMMIT_UNKNOWN';

/** The message is one line that says what to do; neither it nor the report holds a cell's value. */
export class ImportRefused extends Error {
  readonly code: ImportRefusedCode;
  /** What had been read until then, where reading had begun. */
  readonly report: ImportReport | undefined;

  constructor(code: ImportRefusedCode, message: string, report?: ImportReport) {
    super(message);
    this.name = 'ImportRefused';
    this.code = code;
    this.report = report;
  }
}
