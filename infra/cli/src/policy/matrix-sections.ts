import type { MatrixCell } from '@hearthgate/policies';
import { type Purpose, PURPOSES, ROLES } from '@hearthgate/schema';
import { matrixCellText } from './matrix-cell-text.ts';

export interface MatrixSection {
  readonly purpose: Purpose;
  /** A line for each field: its name, then a cell for each role. One line for all where nobody may see any. */
  readonly rows: readonly (readonly string[])[];
}

/** The matrix by purpose: lines of fields, columns of roles in the order of the vocabulary. */
export function matrixSections(cells: readonly MatrixCell[]): readonly MatrixSection[] {
  return PURPOSES.map((purpose) => {
    const ofPurpose = cells.filter((cell) => cell.purpose === purpose);
    const rows = [...Map.groupBy(ofPurpose, ({ field }) => field)].map(([field, ofField]) => [
      field,
      ...ROLES.map((role) => {
        const [bearer, withProof] = ['bearer', 'dpop'].map((assurance) =>
          ofField.find((cell) => cell.role === role && cell.assurance === assurance),
        );
        if (!bearer || !withProof)
          throw new Error(`the matrix has no cell for ${role}, ${purpose}, ${field}`);
        return matrixCellText(bearer, withProof);
      }),
    ]);
    const nothing = ofPurpose.every(({ state }) => state === 'REFUSED');
    return { purpose, rows: nothing ? [['every field', ...ROLES.map(() => '–')]] : rows };
  });
}
