import { z } from 'zod';

const coordinate = z.base64url().length(43);

const storedKey = z.strictObject({
  version: z.int().positive(),
  key: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: coordinate,
    y: coordinate,
    d: coordinate,
  }),
  createdAt: z.iso.datetime(),
});

const storedKeys = z
  .array(storedKey)
  .min(1)
  .refine((keys) => keys.every(({ version }, index) => version > (keys[index - 1]?.version ?? 0)), {
    message: 'versions must grow',
  });

/** A signing key as it lies in the keys file: an ES256 key pair as JWK, private part included. */
export type StoredSigningKey = Readonly<z.output<typeof storedKey>>;

/**
 * The gateway's signing keys from the text of its keys file, oldest first.
 * Throws one line that says where the file is wrong and repeats nothing of it.
 */
export function parseSigningKeys(text: string): readonly StoredSigningKey[] {
  const parsed = storedKeys.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole file');
  throw new Error(`not a file of signing keys (${where.join(', ')}): restore it from a backup`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
