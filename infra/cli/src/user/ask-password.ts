import type { ReadStream } from 'node:tty';
import { LocalError } from '@hearthgate/local/errors';

export interface Terminal {
  readonly input: Pick<
    ReadStream,
    'isTTY' | 'setRawMode' | 'on' | 'off' | 'resume' | 'pause' | 'setEncoding'
  >;
  /** Prompts go here, where they are in nobody's pipe. */
  readonly write: (text: string) => void;
}

/**
 * Asks for a password twice, without echo, on a terminal alone: from a pipe it would stand in somebody's history or script.
 *
 * Errors: `BAD_USER` without a terminal, when the two differ, and when it is given up (Ctrl-C, Ctrl-D).
 */
export async function askPassword(terminal: Terminal): Promise<string> {
  if (!terminal.input.isTTY) {
    throw new LocalError('BAD_USER', 'no terminal to ask for a password at: give it with --password-file');
  }
  const first = await readLine(terminal, 'Password: ');
  const second = await readLine(terminal, 'Again: ');
  if (first !== second) throw new LocalError('BAD_USER', 'the two passwords differ');
  return first;
}

function readLine({ input, write }: Terminal, prompt: string): Promise<string> {
  write(prompt);
  input.setEncoding('utf8');
  input.setRawMode(true);
  input.resume();
  return new Promise((resolve, reject) => {
    let line = '';
    const done = (finish: () => void): void => {
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
      write('\n');
      finish();
    };
    const take = (chunk: string): void => {
      for (const character of chunk) {
        if (character === '\r' || character === '\n') {
          done(() => {
            resolve(line);
          });
          return;
        }
        if (character === '\u0003' || character === '\u0004') {
          done(() => {
            reject(new LocalError('BAD_USER', 'given up'));
          });
          return;
        }
        line = character === '\u007f' || character === '\b' ? line.slice(0, -1) : line + character;
      }
    };
    input.on('data', take);
  });
}
