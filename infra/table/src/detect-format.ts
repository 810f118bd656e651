import { open, stat } from 'node:fs/promises';
import { UnusableFile } from './unusable-file.ts';

export type FileFormat = 'text' | 'zip';

const HEAD_BYTES = 1024;

/** First bytes of what people send instead of a table, and what they should do about it. */
const NOT_A_TABLE: readonly { readonly magic: Buffer; readonly problem: string }[] = [
  { magic: Buffer.from('%PDF'), problem: 'this is a PDF; ask for the table itself, as CSV or XLSX' },
  {
    magic: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    problem: 'an old .xls workbook, or one with a password; save it as .xlsx without a password',
  },
  { magic: Buffer.from('fffe', 'hex'), problem: 'text in UTF-16; save it as CSV in UTF-8' },
  { magic: Buffer.from('feff', 'hex'), problem: 'text in UTF-16; save it as CSV in UTF-8' },
  { magic: Buffer.from('Rar!'), problem: 'a packed archive; unpack it and use the table within' },
  {
    magic: Buffer.from('377abcaf271c', 'hex'),
    problem: 'a packed archive; unpack it and use the table within',
  },
  { magic: Buffer.from('1f8b', 'hex'), problem: 'a packed archive; unpack it and use the table within' },
];

/** Old web systems give a page the name .xls or .csv. */
const WEB_PAGE = /^(\xef\xbb\xbf)?\s*<(!doctype|html|head|meta|table|\?xml)/i;

/**
 * What the file is by its content; its name says nothing (a PDF named .csv, an XLSX named .xls).
 * Does not check that a zip archive is a workbook, or that text has an encoding: whoever reads on does.
 * @throws UnusableFile when there is no such file, it is empty, or it begins like something that is no table.
 */
export async function detectFormat(file: string): Promise<FileFormat> {
  const head = await readHead(file);
  if (head.length === 0) throw new UnusableFile(file, 'the file is empty');
  const known = NOT_A_TABLE.find(({ magic }) => head.subarray(0, magic.length).equals(magic));
  if (known) throw new UnusableFile(file, known.problem);
  if (WEB_PAGE.test(head.toString('latin1'))) {
    throw new UnusableFile(
      file,
      'a web page or XML document; open it in a spreadsheet program and save it as .xlsx',
    );
  }
  // PK 03 04 a first entry; PK 05 06 an archive with none.
  if (/^PK(\x03\x04|\x05\x06)/.test(head.toString('latin1'))) return 'zip';
  return 'text';
}

async function readHead(file: string): Promise<Buffer> {
  try {
    if (!(await stat(file)).isFile()) throw new UnusableFile(file, 'not a file');
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof UnusableFile) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const problem = code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`;
    throw new UnusableFile(file, problem, { cause: error });
  }
}
