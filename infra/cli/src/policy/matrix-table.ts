import type { MatrixCell } from '@hearthgate/policies';
import { ROLES } from '@hearthgate/schema';
import { textTable } from '../text-table.ts';
import { matrixSections, type MatrixSection } from './matrix-sections.ts';

/** The matrix for a terminal: a block for each purpose, fields down, roles across, long cells as notes below. */
export function matrixTable(cells: readonly MatrixCell[]): string {
  return matrixSections(cells).map(block).join('\n');
}

function block({ purpose, rows }: MatrixSection): string {
  const notes: string[] = [];
  const noted = (cell: string): string =>
    cell.replaceAll(/ without ([a-z-]+(?:, [a-z-]+)*)/g, (_match, agencies: string) => {
      if (!notes.includes(agencies)) notes.push(agencies);
      return ` [${String(notes.indexOf(agencies) + 1)}]`;
    });
  const table = textTable([[purpose, ...ROLES], ...rows.map((row) => row.map(noted))]);
  return table + notes.map((agencies, index) => `[${String(index + 1)}] without ${agencies}\n`).join('');
}
