import type { MatrixCell } from '@hearthgate/policies';
import { ROLES } from '@hearthgate/schema';
import { matrixSections } from './matrix-sections.ts';

const preamble = `# Who sees what

Every role, purpose and field of the public schema, as the policies in this folder come out. Written by \`npx hearthgate policy matrix --markdown > policies/MATRIX.md\`; a test fails when it is not current, so that a change of policy shows here as a diff. Do not edit it by hand.

- ✓: may be asked for. "✓ without …": those agencies do not share for this purpose, and whatever rests on them is \`UNKNOWN\`, \`WITHHELD\`.
- –: refused, because no policy permits it.
- withheld: refused, because the agency that alone feeds it does not share.
`;

/** The matrix as policies/MATRIX.md holds it: tables aligned as prettier aligns them. */
export function matrixMarkdown(cells: readonly MatrixCell[]): string {
  const sections = matrixSections(cells).map(
    ({ purpose, rows }) =>
      `## ${purpose}\n\n${table([['field', ...ROLES.map((role) => `\`${role}\``)], ...rows])}`,
  );
  return [preamble, ...sections].join('\n');
}

function table([header = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], filler = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |\n`;
  const rule = line(
    header.map(() => ''),
    '-',
  );
  return [line(header), rule, ...rows.map((row) => line(row))].join('');
}
