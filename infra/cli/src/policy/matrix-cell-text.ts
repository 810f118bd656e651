import type { MatrixCell } from '@hearthgate/policies';

/** A cell of the matrix for people: ✓, –, withheld, and which sources are left out of a permitted field. */
export function matrixCellText(bearer: MatrixCell, withProof: MatrixCell): string {
  const [text, other] = [textOf(bearer), textOf(withProof)];
  return text === other ? text : `${text} (${other} with DPoP)`;
}

function textOf({ state, without }: MatrixCell): string {
  if (state === 'REFUSED') return '–';
  if (state === 'WITHHELD') return 'withheld';
  return without.length === 0 ? '✓' : `✓ without ${without.join(', ')}`;
}
