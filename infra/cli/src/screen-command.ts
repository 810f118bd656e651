import { AID_PROGRAMS, PURPOSES } from '@hearthgate/schema';
import { type Command, Option } from 'commander';
import { commandSurroundings } from './command-surroundings.ts';
import { dataDirOption } from './data-dir-option.ts';
import { standardPaper } from './paper.ts';
import type { ScreenOptions, ScreenSurroundings } from './screen/run-screen.ts';

export const screenSurroundings: ScreenSurroundings = {
  ...commandSurroundings,
  ...standardPaper,
  gatewayUrl: async (dataDir) =>
    (await import('@hearthgate/local/run-file')).readRunFile(dataDir).gateway.url,
};

/**
 * Adds `screen` to a program: a roster through the gateway, a row of results for each of its rows. Exit 0 when every row
 * stands in the results, whatever its outcome; 130 after Ctrl-C, and the same command takes the screening up again. Failures
 * are thrown (exit 1); bad usage is commander's.
 */
export function screenCommand(program: Command, surroundings = screenSurroundings): void {
  const command = program
    .command('screen')
    .description('asks for the household status of every student of a roster')
    .argument('<roster>', 'CSV in UTF-8 or GB18030, or XLSX, with a column 学籍号 or student_number')
    .requiredOption('--client <id>', 'a client registered here; it sees its own roll only')
    .addOption(new Option('--purpose <purpose>', 'what it is for').choices(PURPOSES).makeOptionMandatory())
    .addOption(new Option('--program <program>', 'adds a column: who qualifies for it').choices(AID_PROGRAMS))
    .requiredOption('--out <file>', 'where the results go, as CSV; a summary is written beside it')
    .addOption(
      new Option('--resume', 'ask again about those whom some agency did not answer').conflicts('cancel'),
    )
    .option('--cancel', 'end the screening that was begun into this file, and erase it at the gateway')
    .option('--json', 'print the summary as JSON')
    .addOption(dataDirOption())
    .action(async (roster: string, options: ScreenOptions) => {
      const { runScreen } = await import('./screen/run-screen.ts');
      await runScreen({ command, roster, options, surroundings });
    });
}
