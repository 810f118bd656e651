import type { Command } from 'commander';
import { textTable } from '../text-table.ts';
import type { Mismatch } from './compare-sides.ts';
import { countDisplay } from './count-display.ts';
import { type AuditSurroundings, asOfficer, atTheDesk, type OfficerOptions } from './officer-command.ts';
import { parseFrom, parseTo } from './parse-instant.ts';

interface ReconcileCommandOptions extends OfficerOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const meanings: Readonly<Record<Mismatch['kind'], string>> = {
  NOT_AT_AGENCY: 'the log says that the agency answered; the agency has no record of it',
  NOT_IN_LOG: 'the agency was asked; no leaf says by whom, or for what',
  GATEWAY_RESTARTED:
    'asked shortly before a gateway started: it was killed before it could log, and disclosed nothing',
  LOG_UNAVAILABLE: 'asked while the log could not be written: 503 was the answer, and nothing was disclosed',
};

const explained: ReadonlySet<Mismatch['kind']> = new Set(['GATEWAY_RESTARTED', 'LOG_UNAVAILABLE']);

/** Adds `audit reconcile`: exit 1 when one side has what the other lacks and the log does not explain it. */
export function reconcileCommand(audit: Command, surroundings: AuditSurroundings): void {
  asOfficer(
    audit
      .command('reconcile')
      .description(
        "holds the log against the agencies' own access records, by txn; exit 1 for what nothing explains",
      ),
  )
    .option('--from <time>', 'a day (in China) or an instant; everything, unless given', parseFrom)
    .option(
      '--to <time>',
      'a day, which is included, or an instant, which is not; a minute ago, unless given',
      parseTo,
    )
    .option('--json', 'print JSON')
    .action(async (options: ReconcileCommandOptions) => {
      await atTheDesk(options, surroundings, async (desk) => {
        const from = options.from ?? new Date(0).toISOString();
        // What is under way has a record already and no leaf yet.
        const to = options.to ?? new Date(Date.now() - 60_000).toISOString();
        const { reconcile } = await import('./reconcile.ts');
        const { matched, mismatches } = await reconcile({
          ...desk,
          from,
          to,
          onProgress: countDisplay(process.stderr),
        });
        const unexplained = mismatches.filter(({ kind }) => !explained.has(kind)).length;
        desk.print(
          options.json === true
            ? `${JSON.stringify({ from, to, matched, unexplained, mismatches }, null, 2)}\n`
            : reconcileText(matched, mismatches),
        );
        if (unexplained > 0) process.exitCode = 1;
      });
    });
}

function reconcileText(matched: number, mismatches: readonly Mismatch[]): string {
  const both = `${matched.toLocaleString('en')} calls stand on both sides\n`;
  if (mismatches.length === 0) return `${both}nothing stands on one side only\n`;
  const rows = mismatches.map(({ time, agency, txn, kind, index }) => [
    time,
    agency,
    txn,
    kind,
    index === undefined ? '-' : String(index),
  ]);
  const kinds = [...new Set(mismatches.map(({ kind }) => kind))];
  return (
    both +
    textTable([['TIME', 'AGENCY', 'TXN', 'WHAT', 'LEAF'], ...rows]) +
    kinds.map((kind) => `${kind}: ${meanings[kind]}\n`).join('')
  );
}
