/** What a table file may make its reader hold. Everything else about a file's size costs time only, never memory. */

/** Rows that are not blank among which the header must stand: above it, a title and a few notes. */
export const MAX_ROWS_TO_HEADER = 30;

/** As many columns as a spreadsheet has. */
export const MAX_COLUMNS = 16_384;

/** One CSV record; a quotation mark that is never closed runs into this. */
export const MAX_RECORD_BYTES = 1_048_576;

/** One spreadsheet cell (32,767 in Excel), and the XML between two tags. */
export const MAX_CELL_CHARACTERS = 1_048_576;

/** Shared strings are held packed while an XLSX file is read: this, and four bytes for each. */
export const MAX_SHARED_STRING_BYTES = 268_435_456;

/** Of one part of an XLSX file, unpacked. A sheet of a million rows and sixteen columns has some 650 MB. */
export const MAX_PART_BYTES = 2_147_483_648;

/** Parts other than the sheet and its shared strings: lists of sheets, formats and relationships. */
export const MAX_SMALL_PART_BYTES = 33_554_432;

/** Files in the zip archive that an XLSX file is. */
export const MAX_ARCHIVE_ENTRIES = 10_000;
