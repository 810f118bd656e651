import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { LocalError } from '../errors.ts';

/**
 * A JSON file of the data directory, checked; `undefined` when there is none.
 * Throws `DATA_DIR_UNUSABLE` for a file that is not what it should be; the message repeats nothing of its content.
 */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.output<Schema> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new LocalError('DATA_DIR_UNUSABLE', `${file} cannot be read: check its permissions`, {
      cause: error,
    });
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole file');
  throw new LocalError(
    'DATA_DIR_UNUSABLE',
    `${file} is damaged (${where.join(', ')}): restore it from a backup`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
