import { z } from 'zod';

const storedKeys = z
  .array(
    z.strictObject({
      version: z.int().positive(),
      /** 32 bytes. */
      key: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32),
      createdAt: z.iso.datetime(),
    }),
  )
  .min(1)
  .refine((keys) => keys.every(({ version }, index) => version > (keys[index - 1]?.version ?? 0)), {
    message: 'versions must grow',
  });

/** A key that screenings' own keys are wrapped under, as it lies in the keys file. */
export type StoredWrappingKey = Readonly<z.output<typeof storedKeys>[number]>;

/**
 * The wrapping keys of screenings from the text of their file, oldest first.
 * Throws one line that says where the file is wrong and repeats nothing of it.
 */
export function parseWrappingKeys(text: string): readonly StoredWrappingKey[] {
  const parsed = storedKeys.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole file');
  throw new Error(`not a file of wrapping keys (${where.join(', ')}): restore it from a backup`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
