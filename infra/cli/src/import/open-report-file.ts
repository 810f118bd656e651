import { open } from 'node:fs/promises';
import { ImportRefused, type ImportReport, UnusableFile } from '@hearthgate/subgraph-kit/registers';

export interface ReportFile {
  write(report: ImportReport): Promise<void>;
  /** For an import that did not take place: what had been read until then, and why it was `refused`. */
  writeRefusal(error: unknown): Promise<void>;
}

/** Opens the file of `--report`, which must be writable. Throws one line that names it. */
export async function openReportFile(file: string): Promise<ReportFile> {
  const handle = await open(file, 'w').catch((cause: unknown) => {
    throw new Error(`the report cannot be written to ${file}: choose another file`, { cause });
  });
  const writeAll = async (content: object): Promise<void> => {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.close();
  };
  return {
    write: writeAll,
    writeRefusal: async (error) => {
      const read = error instanceof ImportRefused ? error.report : undefined;
      const refused =
        error instanceof ImportRefused || error instanceof UnusableFile ? error.message : 'the import failed';
      await writeAll({ ...(read ?? { read: 0, accepted: 0, warnings: [], rejected: [] }), refused });
    },
  };
}
