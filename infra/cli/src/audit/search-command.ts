import { PURPOSES } from '@hearthgate/schema';
import { type Command, Option } from 'commander';
import { parseLimit } from '../client/parse-limit.ts';
import type { LogFilter } from './audit-log-client.ts';
import { entryJson } from './entry-json.ts';
import { entryTable } from './entry-table.ts';
import { type AuditSurroundings, asOfficer, atTheDesk, type OfficerOptions } from './officer-command.ts';
import { parseFrom, parseTo } from './parse-instant.ts';

interface SearchOptions extends OfficerOptions {
  readonly from?: string;
  readonly to?: string;
  readonly byClient?: string;
  readonly school?: string;
  readonly byPurpose?: string;
  readonly outcome?: string;
  readonly field?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Adds `audit search`: entries of the log, newest first. */
export function searchCommand(audit: Command, surroundings: AuditSurroundings): void {
  asOfficer(audit.command('search').description('lists what was asked, newest first'))
    .option('--from <time>', 'a day (in China) or an instant', parseFrom)
    .option('--to <time>', 'a day, which is included, or an instant, which is not', parseTo)
    .option('--by-client <id>', 'asked by this client')
    .option('--school <code>', 'by a client of this school, division or agency')
    .addOption(new Option('--by-purpose <purpose>', 'asked for this purpose').choices(PURPOSES))
    .option('--outcome <outcome>', 'ANSWERED, or the error code that was given')
    .option('--field <field>', 'asking for this field, disability for one')
    .option('--limit <n>', 'how many, at most', parseLimit, 100)
    .option('--json', 'print JSON, each with its whole leaf')
    .action(async (options: SearchOptions) => {
      await atTheDesk(options, surroundings, async ({ log, print, warn }) => {
        const { entries, more } = await log.search(filterOf(options), Math.max(1, options.limit));
        print(
          options.json === true
            ? `${JSON.stringify(entries.map(entryJson), null, 2)}\n`
            : entryTable(entries.map((entry) => ({ entry }))),
        );
        if (more) warn(`there are more: narrow the search, or raise --limit\n`);
      });
    });
}

/** As `schema/audit.graphql` calls them. */
export function filterOf(options: Omit<SearchOptions, 'limit'>): LogFilter {
  const { from, to, byClient, school, byPurpose, outcome, field } = options;
  return { from, to, client: byClient, school, purpose: byPurpose, outcome, field };
}
