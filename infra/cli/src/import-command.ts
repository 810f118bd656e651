import { importRegisterFile, parseConfig, readRunFile } from '@hearthgate/local';
import { AGENCIES, calendarDate } from '@hearthgate/schema';
import type { ImportReport, RegisterName } from '@hearthgate/subgraph-kit/registers';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { dataDirOption } from './data-dir-option.ts';
import { importTable } from './import/import-table.ts';
import { openReportFile } from './import/open-report-file.ts';
import { rowCounter } from './import/row-counter.ts';

interface ImportOptions {
  readonly asOf?: string;
  readonly report?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/**
 * Adds `import` to a program: it replaces an agency's register by a file's content and prints the counts. Exit 0 when
 * the import was carried out, also with rejected rows; 1 when the file could not be used.
 */
export function importCommand(program: Command): void {
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
    .action(runImport);
}

async function runImport(register: RegisterName, file: string, options: ImportOptions): Promise<void> {
  const { dataDir } = parseConfig({ dataDir: options.dataDir });
  readRunFile(dataDir);
  const { dryRun = false } = options;
  // Before the import rather than after it: a register replaced without its report cannot be judged.
  const reportFile = options.report === undefined ? undefined : await openReportFile(options.report);
  const counter = rowCounter(process.stderr);
  let report: ImportReport;
  try {
    report = await importRegisterFile({
      dataDir,
      register,
      file,
      asOf: options.asOf ?? today(),
      dryRun,
      onProgress: counter.show,
    });
  } catch (error) {
    await reportFile?.writeRefusal(error);
    throw error;
  } finally {
    counter.clear();
  }
  await reportFile?.write(report);
  process.stdout.write(
    options.json === true ? `${JSON.stringify(report, null, 2)}\n` : importTable(report, { file, dryRun }),
  );
}

function parseDate(text: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts && calendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return text;
  throw new InvalidArgumentError('A date as YYYY-MM-DD is expected.');
}

/** In the time zone of whoever imports: that is the date on their desk. */
function today(): string {
  const now = new Date();
  const twoDigits = (n: number): string => String(n).padStart(2, '0');
  return `${String(now.getFullYear())}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
