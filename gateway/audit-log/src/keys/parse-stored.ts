import type { z } from 'zod';

/** What a key file holds, by its schema. Throws one line that says where the text is wrong and repeats nothing of it. */
export function parseStored<Stored>(schema: z.ZodType<Stored>, text: string, what: string): Stored {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole file');
  throw new Error(`not a file of ${what} (${where.join(', ')}): restore it from a backup`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
