import { readFileSync } from 'node:fs';
import { limits } from '../limits.ts';

export interface WatchFileOptions<Content> {
  readonly file: string;
  /** Throws one line that says where the text is wrong and repeats nothing of it. */
  readonly parse: (text: string) => Content;
  /** Gets a changed file that cannot be used. What was read before stays in use. */
  readonly reportFault: (error: unknown) => void;
}

export interface WatchedFile<Content> extends Disposable {
  current(): Content;
}

/**
 * A file's content, taken up anew whenever it changes. The file is read again and again and its text compared: a watcher
 * of an inode learns nothing of a file that another of its name replaces, as a rotation and a mounted secret do.
 *
 * Throws when the file cannot be used at the start.
 */
export function watchFile<Content>(options: WatchFileOptions<Content>): WatchedFile<Content> {
  let text = readText(options.file);
  let content = load(options, text);
  const reload = (): void => {
    let read = '';
    try {
      read = readText(options.file);
      if (read !== text) content = load(options, read);
    } catch (error) {
      // Once for each thing that is wrong.
      if (read !== text) options.reportFault(error);
    }
    text = read;
  };
  const timer = setInterval(reload, limits.keysPollMs).unref();
  return {
    current: () => content,
    [Symbol.dispose]: () => {
      clearInterval(timer);
    },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`audit log: ${file}: it cannot be read`, { cause: error });
  }
}

function load<Content>({ file, parse }: WatchFileOptions<Content>, text: string): Content {
  try {
    return parse(text);
  } catch (error) {
    // What OpenSSL says of a key has a code; it is of no use to a reader, and it is not known to quote nothing.
    const reason =
      error instanceof Error && !('code' in error) ? error.message : 'it holds a key that is none';
    throw new Error(`audit log: ${file}: ${reason}`);
  }
}
