// Tables as agencies and schools send them: CSV (UTF-8, GB18030) and XLSX.
export type { ColumnSpec } from './column-spec.ts';
export { detectFormat, type FileFormat } from './detect-format.ts';
export { openTable, openTextTable, type PassedOver, type Table } from './open-table.ts';
export type { ColumnCell } from './read-plain-column.ts';
export type { TableRow } from './table-row.ts';
export type { TextSource } from './text-source.ts';
export { UnusableFile } from './unusable-file.ts';
