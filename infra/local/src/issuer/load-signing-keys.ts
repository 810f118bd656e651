import { readFile } from 'node:fs/promises';
import type { JWK } from 'jose';
import { z } from 'zod';
import { generateClientKey } from '../client-keys/generate-client-key.ts';
import { writePrivateFile } from '../client-keys/write-private-file.ts';

const fileSchema = z.object({
  keys: z
    .array(
      z.strictObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        x: z.string(),
        y: z.string(),
        d: z.string(),
        kid: z.string(),
        alg: z.literal('ES256'),
        use: z.literal('sig'),
      }),
    )
    .min(1),
});

/**
 * The issuer's own signing keys, a JWK set; the first signs, all are published. Created when the file is missing. A
 * file that is there and broken is an error: a silently renewed key would void every verifier's trust.
 */
export async function loadSigningKeys(file: string): Promise<readonly JWK[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const { privateJwk } = await generateClientKey();
    text = JSON.stringify({ keys: [privateJwk] });
    writePrivateFile(file, text);
  }
  try {
    return fileSchema.parse(JSON.parse(text)).keys;
  } catch {
    // Without the cause: zod and JSON.parse may quote what they could not read.
    throw new Error(`issuer: ${file} holds no usable signing keys; put the file's backup in its place`);
  }
}
