import { z } from 'zod';
import { parseStored } from './parse-stored.ts';
import { versionsGrow } from './versions-grow.ts';

const storedKey = z
  .strictObject({
    version: z.int().positive(),
    /** 32 bytes; none once it was erased. */
    key: z.base64().length(44).optional(),
    createdAt: z.iso.datetime(),
    erasedAt: z.iso.datetime().optional(),
  })
  .refine(({ key, erasedAt }) => (key === undefined) === (erasedAt !== undefined), {
    message: 'a key is there or was erased',
  });

const storedKeys = z
  .array(storedKey)
  .min(1)
  .refine(versionsGrow)
  .refine((keys) => keys.at(-1)?.key !== undefined, { message: 'the last key is the one in use' });

/** A version of the audit pseudonym key as it lies in its file. */
export type StoredSubjectKey = Readonly<z.output<typeof storedKey>>;

/**
 * The versions of the audit pseudonym key from the text of their file, oldest first; the last is in use.
 * Throws one line that says where the file is wrong and repeats nothing of it.
 */
export function parseSubjectKeys(text: string): readonly StoredSubjectKey[] {
  return parseStored(storedKeys, text, 'audit pseudonym keys');
}
