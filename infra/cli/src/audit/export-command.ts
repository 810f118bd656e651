import { once } from 'node:events';
import type { Command } from 'commander';
import { countDisplay } from './count-display.ts';
import { entryJson } from './entry-json.ts';
import { type AuditSurroundings, asOfficer, atTheDesk, type OfficerOptions } from './officer-command.ts';
import { parseFrom, parseTo } from './parse-instant.ts';

interface ExportOptions extends OfficerOptions {
  readonly from?: string;
  readonly to?: string;
}

/** Adds `audit export`: the log as NDJSON on standard output, oldest first. */
export function exportCommand(audit: Command, surroundings: AuditSurroundings): void {
  asOfficer(
    audit
      .command('export')
      .description('prints the log as NDJSON, oldest first: {"index","leafHash","leaf"} a line'),
  )
    .option('--from <time>', 'a day (in China) or an instant', parseFrom)
    .option('--to <time>', 'a day, which is included, or an instant, which is not', parseTo)
    .action(async (options: ExportOptions) => {
      await atTheDesk(options, surroundings, async ({ log, print }) => {
        const progress = countDisplay(process.stderr);
        let count = 0;
        for await (const entries of log.export({ from: options.from, to: options.to })) {
          print(entries.map((entry) => `${JSON.stringify(entryJson(entry))}\n`).join(''));
          if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
          progress('leaves', (count += entries.length));
        }
      });
    });
}
