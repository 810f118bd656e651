import type { Cell } from '@hearthgate/schema';
import { UnusableFile } from './unusable-file.ts';

export interface SwallowedRowsOptions {
  readonly file: string;
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly delimiter: string;
  readonly headers: readonly string[];
}

/**
 * A stray quotation mark makes one cell of all rows to the next one, and nobody would miss them. A cell in which a line looks
 * like a row, with as many separators as the header, is taken for that.
 * @throws UnusableFile naming the line where the cell's row starts.
 */
export function refuseSwallowedRows({ file, line, cells, delimiter, headers }: SwallowedRowsOptions): void {
  const separators = Math.max(1, headers.length - 1);
  for (const { text } of cells) {
    if (!text.includes('\n')) continue;
    const swallowed = text.split('\n').some((part) => part.split(delimiter).length > separators);
    if (swallowed) {
      throw new UnusableFile(
        file,
        `line ${String(line)}: a quotation mark makes one cell of several rows; remove or close it`,
      );
    }
  }
}
