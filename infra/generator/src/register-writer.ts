import type { NumberFile } from './number-cell.ts';
import { Random } from './random.ts';
import type { RegisterTable } from './register-tables.ts';
import type { TableWriter } from './table-writer.ts';

const ID_HEADERS = ['身份证号', '身份证号码', '证件号码', '身份证件号', '公民身份号码'] as const;

export interface RowCounts {
  read: number;
  rejected: number;
}

/** One register's file: its title, header, rows with blank ones between, and total, counted as an importer must. */
export class RegisterWriter<Row> {
  readonly counts: RowCounts = { read: 0, rejected: 0 };
  readonly #table: RegisterTable<Row>;
  readonly #writer: TableWriter;
  readonly #file: NumberFile;
  readonly #random: Random;

  constructor(table: RegisterTable<Row>, writer: TableWriter, file: NumberFile, seed: number) {
    this.#table = table;
    this.#writer = writer;
    this.#file = file;
    this.#random = new Random(seed, table.fileName.charCodeAt(0), 1);
    const { quirks } = file;
    const header = table.header(quirks.has('header-names') ? this.#random.pick(ID_HEADERS) : undefined);
    if (quirks.has('title-rows')) writer.write([table.title, ...header.slice(1).map(() => '')]);
    writer.write(quirks.has('extra-columns') ? ['序号', ...header] : header);
  }

  /** Appends a row and returns its line. */
  write(row: Row, rejected: boolean): number {
    if (this.#file.quirks.has('blank-rows') && this.#random.chance(0.01)) this.#writer.writeBlank();
    const { counts } = this;
    counts.read++;
    if (rejected) counts.rejected++;
    const cells = this.#table.cells(row, this.#file);
    return this.#writer.write(
      this.#file.quirks.has('extra-columns') ? [String(counts.read), ...cells] : cells,
    );
  }

  flush(): Promise<void> {
    return this.#writer.flush();
  }

  async close(): Promise<void> {
    const { counts } = this;
    if (this.#file.quirks.has('total-rows')) this.#writer.write(['合计', `${String(counts.read)}条`]);
    await this.#writer.close();
  }
}
