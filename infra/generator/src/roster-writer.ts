import { join } from 'node:path';
import { createTable, extensionOf, rosterFormat } from './file-formats.ts';
import { childNumber } from './make-family.ts';
import { makeName } from './names.ts';
import { brokenCell, type NumberFile, numberCell } from './number-cell.ts';
import { Random } from './random.ts';
import type { School } from './schools.ts';
import type { TableWriter } from './table-writer.ts';
import type { TextFile } from './text-file.ts';
import type { World } from './world.ts';

/** What a roster's row comes out as where `expected.json` has no student of this school for it. */
interface OddRow {
  readonly file: string;
  readonly line: number;
  readonly outcome: 'NOT_ON_ROLL' | 'INVALID_NUMBER';
  readonly studentNumber?: string;
}

/** One school's roster: its students, those who moved away, and, by quirk, a stranger and rows that are no number. */
export class RosterWriter {
  readonly fileName: string;
  readonly #school: School;
  readonly #world: World;
  readonly #writer: TableWriter;
  readonly #file: NumberFile;
  readonly #rows: TextFile;
  readonly #random: Random;

  private constructor(school: School, world: World, writer: TableWriter, fileName: string, rows: TextFile) {
    this.fileName = fileName;
    this.#school = school;
    this.#world = world;
    this.#writer = writer;
    this.#file = { quirks: world.quirks, xlsx: fileName.endsWith('xlsx'), zerosFailed: false };
    this.#rows = rows;
    this.#random = new Random(world.seed, school.index, 2);
    if (world.quirks.has('title-rows') && school.index % 2 === 0)
      writer.write([`${school.name}学生名单`, '']);
    const english = world.quirks.has('header-names') && school.index % 3 === 1;
    writer.write(english ? ['student_number', 'name'] : ['学籍号', '姓名']);
  }

  static async create(
    outDir: string,
    school: School,
    world: World,
    options: { students: number; rows: TextFile },
  ): Promise<RosterWriter> {
    const format = rosterFormat(world.quirks, school.index, options.students);
    const fileName = `名单-${school.code}.${extensionOf(format)}`;
    const writer = await createTable(join(outDir, fileName), format);
    return new RosterWriter(school, world, writer, fileName, options.rows);
  }

  student(studentNumber: string, name: string): void {
    if (this.#world.quirks.has('blank-rows') && this.#random.chance(0.005)) this.#writer.writeBlank();
    this.#writer.write([numberCell(studentNumber, this.#file, this.#random), name]);
  }

  /** A student who is on another school's roll by now. */
  formerStudent(studentNumber: string, name: string): void {
    const line = this.#writer.write([numberCell(studentNumber, this.#file, this.#random), name]);
    this.#odd({ file: this.fileName, line, outcome: 'NOT_ON_ROLL', studentNumber });
  }

  /** `n`: of all strangers of the county, so that none is there twice. */
  stranger(n: number): void {
    const studentNumber = `G${childNumber(n, 'stranger', this.#school, this.#world.asOf)}`;
    this.formerStudent(studentNumber, '转入生');
  }

  brokenRows(n: number): void {
    const idNumber = childNumber(n, 'stranger', this.#school, this.#world.asOf);
    const broken = brokenCell(`G${idNumber}`, this.#file, this.#random).text;
    // An ID number without its G may be anybody's.
    for (const text of ['不是学籍号', idNumber, broken === '' ? 'G' : broken]) {
      const line = this.#writer.write([text, makeName(this.#random, false)]);
      this.#odd({ file: this.fileName, line, outcome: 'INVALID_NUMBER' });
    }
  }

  flush(): Promise<void> {
    return this.#writer.flush();
  }

  close(): Promise<void> {
    return this.#writer.close();
  }

  #odd(row: OddRow): void {
    this.#rows.append(`${JSON.stringify(row)}\n`);
  }
}
