import { parseConfig } from '@hearthgate/local/config';
import { importRegisterFile } from '@hearthgate/local/registers';
import { readRunFile } from '@hearthgate/local/run-file';
import type { ImportReport, RegisterName } from '@hearthgate/subgraph-kit/registers';
import { importTable } from './import-table.ts';
import { openReportFile } from './open-report-file.ts';
import { rowCounter } from './row-counter.ts';

export interface ImportOptions {
  readonly asOf?: string;
  readonly report?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** What `import` does: the register replaced, its report written. Returns what is printed of it. Errors: those of `importRegisterFile`, `NOT_RUNNING`. */
export async function runImport(
  register: RegisterName,
  file: string,
  options: ImportOptions,
): Promise<string> {
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
  return options.json === true
    ? `${JSON.stringify(report, null, 2)}\n`
    : importTable(report, { file, dryRun });
}

/** In the time zone of whoever imports: that is the date on their desk. */
function today(): string {
  const now = new Date();
  const twoDigits = (n: number): string => String(n).padStart(2, '0');
  return `${String(now.getFullYear())}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
