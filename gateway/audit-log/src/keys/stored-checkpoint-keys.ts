import { z } from 'zod';
import { isKeyName } from '../note/is-key-name.ts';
import { parseStored } from './parse-stored.ts';
import { versionsGrow } from './versions-grow.ts';

const coordinate = z.base64url().length(43);

const storedKey = z.strictObject({
  version: z.int().positive(),
  key: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate, d: coordinate }),
  createdAt: z.iso.datetime(),
});

const storedKeys = z.strictObject({
  /** The log's name in its checkpoints, and the name of its keys: a URL without scheme. */
  origin: z.string().max(200).refine(isKeyName),
  keys: z.array(storedKey).min(1).refine(versionsGrow),
});

/** A key that signs or signed checkpoints, as it lies in its file: an Ed25519 key pair as JWK (RFC 8037), private part included. */
export type StoredCheckpointKey = Readonly<z.output<typeof storedKey>>;

/** The keys of a log's checkpoints, oldest first: the last signs, the others verify what they signed. */
export interface StoredCheckpointKeys {
  readonly origin: string;
  readonly keys: readonly StoredCheckpointKey[];
}

/** The content of a file of checkpoint keys. Throws one line that says where it is wrong and repeats nothing of it. */
export function parseCheckpointKeys(text: string): StoredCheckpointKeys {
  return parseStored(storedKeys, text, 'checkpoint keys');
}
