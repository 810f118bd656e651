import type { ImportReport, ReportedRow } from '@hearthgate/subgraph-kit/registers';
import { textTable } from '../text-table.ts';

export interface ImportTableOptions {
  readonly file: string;
  readonly dryRun: boolean;
}

/** More than a screen of reasons is what `--report` is for. */
const maxReasonsShown = 20;

/** An import's counts for people, and the first rows that were not taken as they stood. */
export function importTable(report: ImportReport, { file, dryRun }: ImportTableOptions): string {
  const { title, blank, total } = report.passedOver;
  const counts = [
    ['register', report.agency],
    ['as of', report.asOf],
    ['rows read', count(report.read)],
    ['accepted', count(report.accepted)],
    ['rejected', count(report.rejected.length)],
    ['warnings', count(report.warnings.length)],
    ['passed over', `${count(title)} title, ${count(blank)} blank, ${count(total)} total`],
  ];
  const head = dryRun ? `${file}: tried, nothing was changed\n` : `${file}: imported\n`;
  return head + textTable(counts) + rows('rejected', report.rejected) + rows('warning', report.warnings);
}

function rows(kind: string, reported: readonly ReportedRow[]): string {
  const shown = reported.slice(0, maxReasonsShown);
  const lines = shown.map(
    ({ line, column, reason }) => `${kind}: line ${String(line)}, ${column}: ${reason}\n`,
  );
  const more = reported.length - shown.length;
  return lines.join('') + (more > 0 ? `${kind}: ${count(more)} more, which --report FILE writes down\n` : '');
}

function count(n: number): string {
  return n.toLocaleString('en');
}
