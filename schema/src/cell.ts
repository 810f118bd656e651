/**
 * One cell of a table file. CSV cells are always `text`; a spreadsheet's number is `number` with its shortest decimal
 * text, since what was typed is gone; a date-formatted cell is `date` with `YYYY-MM-DD`.
 */
export interface Cell {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date';
}

/** What a row has where the file has nothing. */
export const EMPTY_CELL: Cell = { text: '', kind: 'text' };
