import { EMPTY_CELL } from '@hearthgate/schema';
import type { Cell } from '@hearthgate/schema';
import { MAX_CELL_CHARACTERS, MAX_COLUMNS } from '../limits.ts';
import type { RawRow } from '../raw-row.ts';
import { decodeEscapes } from './decode-escapes.ts';
import type { XmlHandlers } from './read-xml.ts';
import { serialDate } from './serial-date.ts';
import type { SharedStrings } from './shared-strings.ts';

export interface SheetRowsOptions {
  readonly sharedStrings: SharedStrings;
  readonly dateStyles: readonly boolean[];
  readonly date1904: boolean;
}

export interface SheetRows {
  readonly handlers: XmlHandlers;
  /** The rows that were completed since the last call. */
  take(): RawRow[];
}

/** Collects rows from a sheet's XML. A row or cell without a reference follows the one before it. */
export function sheetRows(options: SheetRowsOptions): SheetRows {
  let done: RawRow[] = [];
  let line = 0;
  let cells: Cell[] = [];
  let column = 0;
  let type = '';
  let style = -1;
  let text = '';
  let collecting = false;
  let phonetic = false;

  const handlers: XmlHandlers = {
    open(name, attributes) {
      if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
        type = attributes['t'] ?? 'n';
        style = attributes['s'] === undefined ? 0 : Number(attributes['s']);
        text = '';
      } else if (name === 'v' || name === 't') collecting = !phonetic;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'row') {
        line = attributes['r'] === undefined ? line + 1 : Number(attributes['r']);
        if (!Number.isSafeInteger(line)) throw new Error('row without a number');
        cells = [];
        column = 0;
      }
    },
    text(part) {
      if (!collecting) return;
      text += part;
      if (text.length > MAX_CELL_CHARACTERS) throw new Error('text without end');
    },
    close(name) {
      if (name === 'v' || name === 't') collecting = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') {
        while (cells.length < column - 1) cells.push(EMPTY_CELL);
        cells[column - 1] = cellOf({ type, style, text, ...options });
      } else if (name === 'row') done.push({ line, cells });
    },
  };
  return {
    handlers,
    take() {
      const rows = done;
      done = [];
      return rows;
    },
  };
}

/** `AB12` → 28. */
function columnOf(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const letter = reference.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column < 1 || column > MAX_COLUMNS) throw new Error('cell outside a sheet');
  return column;
}

interface CellOptions extends SheetRowsOptions {
  readonly type: string;
  readonly style: number;
  readonly text: string;
}

/**
 * A text stays a text, however much it looks like a number. A number is the double that a spreadsheet works with, not the
 * digits in the file: past the 15th they are not what was typed, even where some program wrote 18 of them.
 */
function cellOf({ type, style, text, sharedStrings, dateStyles, date1904 }: CellOptions): Cell {
  if (text === '') return EMPTY_CELL;
  if (type === 's') return textCell(sharedStrings.get(Number(text)) ?? '');
  if (type === 'd') return { text: text.slice(0, 10), kind: 'date' };
  if (type === 'b') return textCell(text === '1' ? 'TRUE' : 'FALSE');
  const number = type === 'n' ? Number(text) : Number.NaN;
  if (!Number.isFinite(number)) return textCell(decodeEscapes(text));
  const date = dateStyles[style] ? serialDate(number, date1904) : undefined;
  return date === undefined ? { text: String(number), kind: 'number' } : { text: date, kind: 'date' };
}

function textCell(text: string): Cell {
  return text === '' ? EMPTY_CELL : { text, kind: 'text' };
}
