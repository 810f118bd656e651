import type { IncomingMessage } from 'node:http';
import type { FieldMask } from '@hearthgate/policies';
import { Refusal } from '../../errors.ts';
import { vaultOf } from '../key/vault-of.ts';
import type { ResultFormat } from '../results/result-lines.ts';
import { resultsOf } from '../results/results-of.ts';
import type { ScreeningStore } from '../screening-store.ts';
import type { ScreeningRow } from '../store/screening-row.ts';
import type { ScreeningOutcome } from './answer-screening.ts';

interface ResultsOptions {
  readonly store: ScreeningStore;
  /** The caller's own. */
  readonly row: ScreeningRow;
  /** As it is now: a field that it does not hold any more is left empty. */
  readonly mask: FieldMask;
}

const mediaTypes: Readonly<Record<ResultFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
};

/** The results of a completed screening, as CSV or NDJSON. Errors: `METHOD_NOT_ALLOWED`, `SCREENING_NOT_COMPLETED`. */
export function answerResults(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  { store, row, mask }: ResultsOptions,
): ScreeningOutcome {
  if (method !== 'GET') {
    throw new Refusal('METHOD_NOT_ALLOWED', 'GET the results', { headers: { allow: 'GET' } });
  }
  const { id, status, chunks, students, program } = row;
  const vault = vaultOf(row, store.keys);
  if (status !== 'COMPLETED' || vault === undefined || chunks === null || students === null) {
    throw new Refusal('SCREENING_NOT_COMPLETED', `this screening is ${status}: it has no results`);
  }
  const format = headers.accept?.includes('application/x-ndjson') === true ? 'ndjson' : 'csv';
  const fields = mask.viewFields;
  const withProgram = program !== undefined;
  return {
    outcome: {
      code: 'ANSWERED',
      status: 200,
      headers: { 'content-type': mediaTypes[format] },
      body: Buffer.alloc(0),
    },
    body: resultsOf({ pool: store.pool, vault, id, chunks, students, format, fields, withProgram }),
  };
}
