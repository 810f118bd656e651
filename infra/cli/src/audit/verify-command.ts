import { readFile } from 'node:fs/promises';
import { LocalError } from '@hearthgate/local/errors';
import type { Command } from 'commander';
import { dataDirOption } from '../data-dir-option.ts';
import { countDisplay } from './count-display.ts';
import type { AuditSurroundings } from './officer-command.ts';

interface VerifyOptions {
  readonly checkpoint?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** Adds `audit verify`: exit 1 at the first thing in the log that does not hold, which it names. */
export function verifyCommand(audit: Command, { print }: AuditSurroundings): void {
  audit
    .command('verify')
    .description(
      'checks every leaf, the tree over them, the subject index and all checkpoints, from the tables',
    )
    .option(
      '--checkpoint <file>',
      'a checkpoint kept from before (from /audit/checkpoint): also checks that today’s log extends it',
    )
    .option('--json', 'print JSON')
    .addOption(dataDirOption())
    .action(async ({ checkpoint, json, dataDir }: VerifyOptions) => {
      const { verifyAuditLog } = await import('@hearthgate/local/audit-log');
      const { parseConfig } = await import('@hearthgate/local/config');
      const progress = countDisplay(process.stderr);
      const verdict = await verifyAuditLog({
        dataDir: parseConfig({ dataDir }).dataDir,
        keptCheckpoint: checkpoint === undefined ? undefined : await readCheckpoint(checkpoint),
        onProgress: ({ leaves, of }) => {
          progress(`of ${of.toLocaleString('en')} leaves`, leaves);
        },
      });
      if (!verdict.holds) process.exitCode = 1;
      if (json === true) {
        print(`${JSON.stringify(verdict, null, 2)}\n`);
        return;
      }
      if (!verdict.holds) {
        throw new LocalError('LOG_REFUSED', `the log does not hold: ${verdict.place}: ${verdict.fault}`);
      }
      const { size, root, checkpoints } = verdict;
      const extended = checkpoint === undefined ? '' : `, and extends ${checkpoint}`;
      print(
        `holds: ${size.toLocaleString('en')} leaves and ${checkpoints.toLocaleString('en')} checkpoints${extended}\nroot: ${root}\n`,
      );
    });
}

async function readCheckpoint(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new LocalError('LOG_REFUSED', `${file}: this checkpoint cannot be read`, { cause });
  }
}
