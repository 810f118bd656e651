import { markdownTable } from '../report/markdown-table.ts';
import { nameOf, type Rows } from './gateway-names.ts';
import type { CellSummary } from './summarise-runs.ts';

/**
 * CPU per answer of every gateway as a multiple of Hearthgate's, gateway alone and whole system, at the fewest
 * connections measured: the table of README's performance section.
 */
export function ratioTable(cells: readonly CellSummary[], rows: Rows): string {
  const ofRows = cells.filter((cell) => cell.rows === rows);
  const connections = Math.min(...ofRows.map((cell) => cell.connections));
  const own = ofRows.filter((cell) => cell.connections === connections);
  const students = [...new Set(own.map((cell) => cell.students))];
  const gateways = [...new Set(own.map(({ gateway }) => gateway))].filter((name) => name in nameOf);
  const cellOf = (gateway: string, count: number): CellSummary | undefined =>
    own.find((cell) => cell.gateway === gateway && cell.students === count);
  const ratio = (gateway: string, count: number, value: (cell: CellSummary) => number): string => {
    const cell = cellOf(gateway, count);
    const base = cellOf('hearthgate', count);
    return cell === undefined || base === undefined ? '–' : (value(cell) / value(base)).toFixed(2);
  };
  const about = (count: number): string => `${String(count)} ${count === 1 ? 'student' : 'students'}`;
  return markdownTable(
    [
      `CPU per answer, ${String(connections)} connections`,
      ...students.flatMap((count) => [`gateway, ${about(count)}`, `whole system, ${about(count)}`]),
      'gateway’s memory, MB',
    ],
    gateways.map((gateway) => [
      nameOf[gateway],
      ...students.flatMap((count) => [
        ratio(gateway, count, ({ gatewayCpu }) => gatewayCpu),
        ratio(gateway, count, ({ wholeCpu }) => wholeCpu),
      ]),
      ((cellOf(gateway, Math.max(...students))?.gatewayMemoryBytes ?? 0) / 1_000_000).toFixed(0),
    ]),
  );
}
