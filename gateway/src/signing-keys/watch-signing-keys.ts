import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AGENCY_TOKEN_TYPE } from '@hearthgate/schema';
import { limits } from '../limits.ts';
import { signingKeyStates } from './signing-key-states.ts';
import { parseSigningKeys, type StoredSigningKey } from './stored-signing-keys.ts';

export interface SigningKey {
  /** The key's RFC 7638 thumbprint: a key made anew under an old version number is another key to every verifier. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The JOSE header of what it signs, encoded. */
  readonly header: string;
}

export interface PublicSigningKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

export interface SigningKeys extends Disposable {
  /** The key that signs now. */
  current(): SigningKey;
  /** What verifiers may meet now: a JWK set (RFC 7517) of public keys. */
  published(): { readonly keys: readonly PublicSigningKey[] };
}

export interface WatchSigningKeysOptions {
  readonly file: string;
  /** Gets a changed file that cannot be used. The keys before it stay in use. */
  readonly reportFault: (error: unknown) => void;
}

interface LoadedKey extends SigningKey {
  readonly stored: StoredSigningKey;
  readonly publicKey: PublicSigningKey;
}

/**
 * The gateway's signing keys, taken up anew whenever their file changes. The file is read again and again and its text
 * compared: a watcher of an inode learns nothing of a file that another of its name replaces, as a rotation and a
 * mounted secret do, and `fs.watchFile` misses what changes before it first looks.
 *
 * Throws when the file cannot be used at the start.
 */
export function watchSigningKeys({ file, reportFault }: WatchSigningKeysOptions): SigningKeys {
  let text = readText(file);
  let keys = load(file, text);
  const reload = (): void => {
    let read = '';
    try {
      read = readText(file);
      if (read !== text) keys = load(file, read);
    } catch (error) {
      // Once for each thing that is wrong.
      if (read !== text) reportFault(error);
    }
    text = read;
  };
  const timer = setInterval(reload, limits.signingKeysPollMs).unref();
  return {
    current: () => {
      const current = keys[statesOf(keys).indexOf('current')];
      if (!current) throw new Error('no signing key is current');
      return current;
    },
    published: () => {
      const states = statesOf(keys);
      return {
        keys: keys.filter((_key, index) => states[index] !== 'retired').map(({ publicKey }) => publicKey),
      };
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
    },
  };
}

function statesOf(keys: readonly LoadedKey[]): ReturnType<typeof signingKeyStates> {
  return signingKeyStates(
    keys.map(({ stored }) => stored),
    Date.now(),
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`gateway: ${file}: it cannot be read`, { cause: error });
  }
}

function load(file: string, text: string): readonly LoadedKey[] {
  try {
    return parseSigningKeys(text).map(loadKey);
  } catch (error) {
    // What OpenSSL says of a key has a code; it is of no use to a reader, and it is not known to quote nothing.
    const reason =
      error instanceof Error && !('code' in error) ? error.message : 'it holds a key that is none';
    throw new Error(`gateway: ${file}: ${reason}`);
  }
}

function loadKey(stored: StoredSigningKey): LoadedKey {
  const { kty, crv, x, y } = stored.key;
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  const header = JSON.stringify({ alg: 'ES256', typ: AGENCY_TOKEN_TYPE, kid });
  return {
    stored,
    kid,
    privateKey: createPrivateKey({ key: { ...stored.key }, format: 'jwk' }),
    header: Buffer.from(header).toString('base64url'),
    publicKey: { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' },
  };
}
