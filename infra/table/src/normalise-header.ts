import { bareText } from './bare-text.ts';

/** A mark that the column must be filled, a note in brackets, a colon. */
const TRIMMINGS = /^\*+|\*+$|:$|(\([^()]*\)|\[[^[\]]*\]|【[^【】]*】)$/;

/**
 * A column's name without what files add to it: full-width forms, blanks and line breaks, `*`, a note in brackets at its
 * end, capitals. Two headers with one result are the same column.
 */
export function normaliseHeader(text: string): string {
  let name = bareText(text);
  for (let shorter = name.replace(TRIMMINGS, ''); shorter !== name; shorter = name.replace(TRIMMINGS, '')) {
    name = shorter;
  }
  return name;
}
