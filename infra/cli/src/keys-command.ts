import {
  listPseudonymKeys,
  listSigningKeys,
  parseConfig,
  rotatePseudonymKey,
  rotateSigningKey,
} from '@hearthgate/local';
import { HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { Argument, type Command } from 'commander';
import { dataDirOption } from './data-dir-option.ts';
import { textTable } from './text-table.ts';

interface Common {
  readonly dataDir?: string;
}

const pseudonymKeys = HOUSEHOLD_AGENCIES.map((agency) => `pseudonym/${agency}` as const);
const keys = [...pseudonymKeys, 'signing/gateway'] as const;

/** Adds `keys list` and `keys rotate` to a program. Neither ever prints a key. */
export function keysCommand(program: Command): void {
  const command = program.command('keys').description('lists and rotates keys');

  command
    .command('list')
    .description('lists the keys with their versions')
    .option('--json', 'print JSON')
    .addOption(dataDirOption())
    .action(({ dataDir, json }: Common & { json?: boolean }) => {
      const { dataDir: folder } = parseConfig({ dataDir });
      const listed = [...listPseudonymKeys(folder), ...listSigningKeys(folder)];
      const header = ['KEY', 'VERSION', 'STATE', 'MADE'];
      const rows = listed.map(({ key, version, state, createdAt }) => [
        key,
        String(version),
        state,
        createdAt,
      ]);
      process.stdout.write(
        json === true ? `${JSON.stringify(listed, null, 2)}\n` : textTable([header, ...rows]),
      );
    });

  command
    .command('rotate')
    .description('makes a new version of a key of the running system, without interrupting it')
    .addArgument(new Argument('<key>', 'which key').choices(keys))
    .addOption(dataDirOption())
    .action(async (key: (typeof keys)[number], { dataDir }: Common) => {
      if (key === 'signing/gateway') {
        const version = rotateSigningKey(parseConfig({ dataDir }).dataDir);
        process.stdout.write(
          `${key} is at version ${String(version)}; it signs within seconds, and tokens of the version before it stay good\n`,
        );
        return;
      }
      const agency = HOUSEHOLD_AGENCIES.find((name) => key === `pseudonym/${name}`);
      if (agency === undefined) throw new Error(`there is no key ${key}`);
      const version = await rotatePseudonymKey({ dataDir: parseConfig({ dataDir }).dataDir, agency });
      process.stdout.write(
        `${key} is at version ${String(version)}; the version before it is still answered\n`,
      );
    });
}
