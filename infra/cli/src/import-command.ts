import { AGENCIES, calendarDate } from '@hearthgate/schema';
import type { RegisterName } from '@hearthgate/subgraph-kit/registers';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { dataDirOption } from './data-dir-option.ts';
import { standardPaper } from './paper.ts';
import type { ImportOptions } from './import/run-import.ts';

/**
 * Adds `import` to a program: it replaces an agency's register by a file's content and prints the counts. Exit 0 when
 * the import was carried out, also with rejected rows; 1 when the file could not be used.
 */
export function importCommand(program: Command, paper = standardPaper): void {
  program
    .command('import')
    .description("loads a register file (CSV or XLSX) into an agency, in place of the agency's register")
    .addArgument(
      new Argument('<agency>', 'whose register; "schools" is the directory of schools').choices([
        ...AGENCIES,
        'schools',
      ]),
    )
    .argument('<file>', 'CSV in UTF-8 or GB18030, or XLSX')
    .option('--as-of <date>', 'the date that the register speaks of, YYYY-MM-DD (today)', parseDate)
    .option('--report <file>', 'write counts, warnings and rejected rows there, as JSON')
    .option('--dry-run', 'read and check everything, change nothing')
    .option('--json', 'print the report as JSON')
    .addOption(dataDirOption())
    .action(async (register: RegisterName, file: string, options: ImportOptions) => {
      const { runImport } = await import('./import/run-import.ts');
      paper.print(await runImport(register, file, options));
    });
}

function parseDate(text: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts && calendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return text;
  throw new InvalidArgumentError('A date as YYYY-MM-DD is expected.');
}
