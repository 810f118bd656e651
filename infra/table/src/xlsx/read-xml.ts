import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { MAX_CELL_CHARACTERS } from '../limits.ts';
import { UnusableFile } from '../unusable-file.ts';

/** Names come without their prefix: producers differ in it. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

export interface XmlOptions {
  readonly file: string;
  readonly stream: Readable;
  readonly handlers: XmlHandlers;
}

export interface XmlItemsOptions<Item> extends XmlOptions {
  /** Gives what the handlers have collected since the last call. */
  readonly take: () => readonly Item[];
}

/**
 * What handlers collect from XML, handed on after each chunk, before more is read: that keeps memory flat when the rows
 * are used slowly.
 * @throws UnusableFile for what is not well-formed XML in UTF-8, and for a text that no cell can hold.
 */
export async function* readXml<Item>({
  file,
  stream,
  handlers,
  take,
}: XmlItemsOptions<Item>): AsyncGenerator<Item> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ position: false, xmlns: false });
  let sinceTag = 0;
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0;
    handlers.open?.(localName(name), attributes);
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => {
    sinceTag = 0;
    handlers.close?.(localName(name));
  });
  const write = (text: string) => {
    sinceTag += text.length;
    parser.write(text);
    if (sinceTag > MAX_CELL_CHARACTERS) throw new Error('text without end');
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      write(decoder.decode(chunk, { stream: true }));
      yield* take();
    }
    write(decoder.decode());
    parser.close();
    yield* take();
  } catch (error) {
    if (error instanceof UnusableFile || isOwnMistake(error)) throw error;
    // Without the cause: a parser's message may quote what it stumbled over.
    throw new UnusableFile(file, 'a damaged .xlsx file; open it in a spreadsheet program and save it again');
  } finally {
    stream.destroy();
  }
}

/** A mistake of this program must not be blamed on the file; what the decoder throws carries a code. */
function isOwnMistake(error: unknown): boolean {
  return (error instanceof TypeError && !('code' in error)) || error instanceof ReferenceError;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
