import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { ImportReport } from './import/import-report.ts';

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

/** Why an agency does not answer a gateway's call, and the HTTP status. */
const httpStatusByCode = {
  AGENCY_TOKEN_INVALID: 401,
  NOT_COVERED: 403,
  BAD_USER_INPUT: 400,
  GATEWAY_KEYS_UNAVAILABLE: 503,
} as const;

export type CallRefusedCode = keyof typeof httpStatusByCode;

/** A call that an agency does not answer. The message quotes nothing of token or query. */
export class CallRefused extends GraphQLError {
  constructor(code: CallRefusedCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    const status = httpStatusByCode[code];
    // Apollo takes `http` out before it answers.
    const headers = new HeaderMap(
      status === 401 ? [['www-authenticate', 'Bearer error="invalid_token"']] : [],
    );
    super(message, { extensions: { ...extensions, code, http: { status, headers } } });
    this.name = 'CallRefused';
  }
}
