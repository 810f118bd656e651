import { posix } from 'node:path';
import { MAX_PART_BYTES, MAX_SMALL_PART_BYTES } from '../limits.ts';
import type { RawRow } from '../raw-row.ts';
import { UnusableFile } from '../unusable-file.ts';
import { openArchive } from './archive.ts';
import type { Archive } from './archive.ts';
import { readDateStyles } from './read-date-styles.ts';
import { readWholeXml } from './read-whole-xml.ts';
import { readXml } from './read-xml.ts';
import { NO_SHARED_STRINGS, readSharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import type { SheetRowsOptions } from './sheet-rows.ts';

/** A sheet by the name of its part. */
export interface Sheet {
  readonly part: string;
}

export interface Workbook {
  /** The sheets that a reader of the workbook sees, in its order. */
  readonly sheets: readonly Sheet[];
  /** Reads the sheet anew: rows that the sheet has, with their numbers. */
  rows(sheet: Sheet): AsyncGenerator<RawRow>;
}

/**
 * An XLSX file's list of sheets, its date formats and packed shared strings; sheets are then streamed row by row. Formulas
 * are not computed: a cell is what the spreadsheet last saved in it.
 * @throws UnusableFile for a zip archive that is no XLSX workbook, and for a damaged one.
 */
export async function openWorkbook(file: string): Promise<Workbook> {
  await using archive = await openArchive(file);
  if (!archive.has('[Content_Types].xml')) {
    throw new UnusableFile(file, 'a zip archive, not an .xlsx workbook; unpack it and use the table within');
  }
  const root = await readRelationships(file, archive, '');
  const workbookPart = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!archive.has(workbookPart) || !workbookPart.toLowerCase().endsWith('.xml')) {
    throw new UnusableFile(
      file,
      'not an .xlsx workbook; open it in a spreadsheet program and save it as .xlsx',
    );
  }
  const parts = await readRelationships(file, archive, workbookPart);
  const { date1904, sheets } = await readWorkbook(
    file,
    await archive.stream(workbookPart, MAX_SMALL_PART_BYTES),
  );
  const styles = parts.find(({ type }) => type === 'styles')?.target;
  const strings = parts.find(({ type }) => type === 'sharedStrings')?.target;
  const options: SheetRowsOptions = {
    date1904,
    dateStyles:
      styles !== undefined && archive.has(styles)
        ? await readDateStyles(file, await archive.stream(styles, MAX_SMALL_PART_BYTES))
        : [],
    sharedStrings:
      strings !== undefined && archive.has(strings)
        ? await readSharedStrings(file, await archive.stream(strings, MAX_PART_BYTES))
        : NO_SHARED_STRINGS,
  };
  const visible = sheets.flatMap(({ id, hidden }) => {
    const part = parts.find((relationship) => relationship.id === id && relationship.type === 'worksheet');
    return part && !hidden ? [{ part: part.target }] : [];
  });
  if (visible.length === 0) throw new UnusableFile(file, 'the workbook shows no sheet with cells');
  return { sheets: visible, rows: (sheet) => readSheet(file, sheet, options) };
}

async function* readSheet(file: string, sheet: Sheet, options: SheetRowsOptions): AsyncGenerator<RawRow> {
  await using archive = await openArchive(file);
  const stream = await archive.stream(sheet.part, MAX_PART_BYTES);
  const { handlers, take } = sheetRows(options);
  yield* readXml({ file, stream, handlers, take });
}

interface SheetEntry {
  readonly id: string;
  readonly hidden: boolean;
}

async function readWorkbook(file: string, stream: Awaited<ReturnType<Archive['stream']>>) {
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  const handlers = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1] ?? '';
      sheets.push({ id, hidden: (attributes['state'] ?? 'visible') !== 'visible' });
    },
  };
  await readWholeXml({ file, stream, handlers });
  return { date1904, sheets };
}

interface Relationship {
  readonly id: string;
  /** The last word of the type: its address differs between the strict and the transitional format. */
  readonly type: string;
  readonly target: string;
}

/** What a part refers to, by the archive's own names. */
async function readRelationships(file: string, archive: Archive, part: string): Promise<Relationship[]> {
  const folder = posix.dirname(part);
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found: Relationship[] = [];
  if (!archive.has(list)) return found;
  const handlers = {
    open(name: string, { Id = '', Type = '', Target = '' }: Readonly<Record<string, string>>) {
      if (name !== 'Relationship') return;
      const target = posix.join(Target.startsWith('/') ? '' : folder, Target).replace(/^\/+/, '');
      found.push({ id: Id, type: posix.basename(Type), target });
    },
  };
  await readWholeXml({ file, stream: await archive.stream(list, MAX_SMALL_PART_BYTES), handlers });
  return found;
}
