import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import type { PseudonymKey, PseudonymKeyRing } from './pseudonym-key.ts';

const storedKeys = z
  .array(
    z.object({
      version: z.int().positive(),
      key: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'must hold 32 bytes'),
    }),
  )
  .min(1)
  .refine((keys) => keys.every(({ version }, index) => version > (keys[index - 1]?.version ?? 0)), {
    message: 'versions must rise',
  });

/**
 * Reads an agency's pseudonym keys as they are stored: `[{ "version": 1, "key": "<base64 of 32 bytes>", … }]`, oldest
 * first. The last is current, the one before it previous. Throws without quoting any of the text.
 */
export function parseKeyRing(text: string): PseudonymKeyRing {
  const parsed = storedKeys.safeParse(parseJson(text));
  if (!parsed.success)
    throw new Error('pseudonym keys: expected a list of versions, rising, with 32-byte keys in base64');
  const [current, previous] = parsed.data.reverse().map(toKey);
  if (!current) throw new Error('pseudonym keys: the list is empty');
  return previous ? { current, previous } : { current };
}

function toKey({ version, key }: { version: number; key: string }): PseudonymKey {
  return { version, key: createSecretKey(key, 'base64') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and the text is secret.
    return undefined;
  }
}
