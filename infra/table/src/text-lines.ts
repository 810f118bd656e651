import type { TextEncoding } from './detect-encoding.ts';
import type { TextSource } from './text-source.ts';

/** Decoded text in which every line end is LF: csv-parse counts a quoted CRLF twice, and takes only one kind a file. */
export async function* textLines(source: TextSource, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let carriageReturnHeld = false;
  for await (const chunk of source.bytes()) {
    let text = decoder.decode(chunk, { stream: true });
    if (carriageReturnHeld) text = `\r${text}`;
    carriageReturnHeld = text.endsWith('\r');
    if (carriageReturnHeld) text = text.slice(0, -1);
    if (text !== '') yield text.replace(/\r\n?/g, '\n');
  }
  yield `${carriageReturnHeld ? '\n' : ''}${decoder.decode()}`;
}
