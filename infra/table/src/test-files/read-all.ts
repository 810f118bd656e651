import type { ColumnSpec } from '../column-spec.ts';
import { openTable } from '../open-table.ts';
import type { PassedOver, Table } from '../open-table.ts';
import type { TableRow } from '../table-row.ts';

export interface WholeTable {
  readonly table: Table;
  readonly rows: readonly TableRow[];
  readonly lines: readonly number[];
  readonly passedOver: PassedOver;
}

export async function readAll(file: string, columns: readonly ColumnSpec[]): Promise<WholeTable> {
  const table = await openTable(file, columns);
  const rows: TableRow[] = [];
  for await (const row of table.rows()) rows.push(row);
  return { table, rows, lines: rows.map(({ line }) => line), passedOver: table.passedOver() };
}
