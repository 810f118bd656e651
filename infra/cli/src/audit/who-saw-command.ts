import { cleanStudentNumber } from '@hearthgate/schema';
import type { Command } from 'commander';
import { entryJson } from './entry-json.ts';
import { entryTable } from './entry-table.ts';
import { type AuditSurroundings, asOfficer, atTheDesk, type OfficerOptions } from './officer-command.ts';

interface WhoSawOptions extends OfficerOptions {
  readonly reason: string;
  readonly json?: boolean;
}

const most = 1_000;

/** Adds `audit who-saw`: every access about one student, newest first. */
export function whoSawCommand(audit: Command, surroundings: AuditSurroundings): void {
  const command = asOfficer(
    audit.command('who-saw').description('lists who asked about a student, newest first; is itself logged'),
  )
    .argument('<student-number>', 'the national student number 学籍号')
    .requiredOption('--reason <text>', 'why you ask; it stays in the log, so no number and no name')
    .option('--json', 'print JSON')
    .action(async (given: string, options: WhoSawOptions) => {
      const cleaned = cleanStudentNumber({ text: given, kind: 'text' });
      if (!cleaned.ok) {
        return command.error(
          'error: <student-number> is not a student number: G and an ID number, or J or L and 18 digits',
          {
            exitCode: 2,
            code: 'hearthgate.usage',
          },
        );
      }
      const { value: studentNumber } = cleaned;
      await atTheDesk(options, surroundings, async ({ log, print, warn }) => {
        const { reason } = options;
        const found = await log.whoSaw({ studentNumber, reason, most });
        print(
          options.json === true
            ? `${JSON.stringify(
                found.accesses.map(({ entry, disclosed }) => ({ ...entryJson(entry), disclosed })),
                null,
                2,
              )}\n`
            : entryTable(
                found.accesses.map(({ entry, disclosed }) => ({
                  entry,
                  ...(entry.kind === 'REQUEST' && { fields: disclosed }),
                })),
              ),
        );
        if (found.more) warn(`these are the newest ${String(most)}; there are more\n`);
        if (found.erasedKeyVersions > 0) {
          warn(
            `what was logged under ${String(found.erasedKeyVersions)} erased key(s) cannot be found any more\n`,
          );
        }
      });
    });
}
