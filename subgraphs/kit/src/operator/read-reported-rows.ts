import type pg from 'pg';
import type { ReportedRow } from '../import/import-report.ts';
import type { ImportSummary } from './read-imports.ts';

export interface ReportedRows {
  readonly rejected: readonly ReportedRow[];
  readonly warned: readonly ReportedRow[];
}

export interface ReadReportedRowsOptions {
  /** As the operator role. */
  readonly pool: pg.Pool;
  readonly of: Pick<ImportSummary, 'register' | 'id'>;
  readonly skip: number;
  readonly first: number;
}

// Cut out by Postgres: the report of a file in which every row has a warning is of the file's own size.
const part = (list: string): string =>
  `jsonb_path_query_array(report, '$.${list}[$skip to $last]', jsonb_build_object('skip', $3::int, 'last', $4::int))`;

/** A part of an import's report. It holds no cell's value: nothing that imports puts one into it. */
export async function readReportedRows(options: ReadReportedRowsOptions): Promise<ReportedRows> {
  const { pool, of, skip, first } = options;
  const { rows } = await pool.query<ReportedRows>({
    name: 'read-reported-rows',
    text: `
      select ${part('rejected')} as rejected, ${part('warnings')} as warned
      from operator.import where register = $1 and id = $2`,
    values: [of.register, of.id, skip, skip + first - 1],
  });
  const [found] = rows;
  if (!found) throw new Error('an import that was just read is gone');
  return found;
}
