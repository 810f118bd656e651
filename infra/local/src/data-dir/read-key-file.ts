import { existsSync, readFileSync } from 'node:fs';
import { LocalError } from '../errors.ts';

/**
 * A file of keys, by the parser of whoever uses them; `undefined` when there is none yet.
 * Throws `DATA_DIR_UNUSABLE` for one that is not what it should be; the message repeats nothing of its content.
 */
export function readKeyFile<Keys>(file: string, parse: (text: string) => Keys): Keys | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === undefined && error instanceof Error
        ? error.message
        : 'it cannot be read: check its permissions';
    throw new LocalError('DATA_DIR_UNUSABLE', `${file}: ${reason}`);
  }
}
