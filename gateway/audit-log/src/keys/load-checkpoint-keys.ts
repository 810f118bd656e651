import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import type { NoteSigner } from '../note/note-signer.ts';
import type { NoteVerifier } from '../note/note-verifier.ts';
import { parseVerifierKey } from '../note/parse-verifier-key.ts';
import { verifierKey } from '../note/verifier-key.ts';
import { type StoredCheckpointKey, parseCheckpointKeys } from './stored-checkpoint-keys.ts';

export interface CheckpointKeys {
  readonly origin: string;
  /** The newest key. */
  readonly signer: NoteSigner;
  /** Oldest first. */
  readonly verifiers: readonly NoteVerifier[];
  /** Newest first, as C2SP signed-note writes them. */
  readonly verifierKeys: readonly string[];
}

/** Checkpoint keys from the text of their file, ready for use. Throws one line that repeats nothing of it. */
export function loadCheckpointKeys(text: string): CheckpointKeys {
  const { origin, keys } = parseCheckpointKeys(text);
  const loaded = keys.map((stored) => loadKey(origin, stored));
  const last = loaded.at(-1);
  if (!last) throw new Error('it holds no key');
  return {
    origin,
    signer: last.signer,
    verifiers: loaded.map(({ text: vkey }) => parseVerifierKey(vkey)),
    verifierKeys: loaded.map(({ text: vkey }) => vkey).reverse(),
  };
}

function loadKey(origin: string, { key }: StoredCheckpointKey): { signer: NoteSigner; text: string } {
  const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' });
  const publicKey = createPublicKey({ key: { kty: key.kty, crv: key.crv, x: key.x }, format: 'jwk' });
  // OpenSSL takes any public part with any private one: the log would sign what nobody can verify.
  const probe = randomBytes(16);
  if (!verify(null, probe, publicKey, sign(null, probe, privateKey)))
    throw new Error('a key whose two halves do not fit');
  return { signer: { name: origin, privateKey }, text: verifierKey(origin, publicKey) };
}
