import { createPrivateKey, createPublicKey, type JsonWebKey, KeyObject, webcrypto } from 'node:crypto';
import { HearthgateError } from './errors.ts';

/** A private key: a JWK, PEM text (PKCS #8 or SEC 1), or what `node:crypto` made of one. */
export type PrivateKey = JsonWebKey | string | KeyObject;

/** A signing key as WebCrypto has it, which cannot be taken out of it again. */
export interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  /** By which the OAuth server finds the public half, where it holds several. */
  readonly kid?: string;
}

const algorithms: Readonly<Record<string, webcrypto.EcKeyImportParams | webcrypto.Algorithm>> = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384' },
  'P-521': { name: 'ECDSA', namedCurve: 'P-521' },
  Ed25519: { name: 'Ed25519' },
};

/**
 * The key that signs a client's assertions (ES256, ES384, ES512 or Ed25519).
 * Errors: `KEY_UNUSABLE`, which says nothing of what the key holds.
 */
export async function signingKey(privateKey: PrivateKey): Promise<SigningKey> {
  const jwk = exportJwk(privateKey);
  const algorithm = algorithms[jwk.crv ?? ''];
  if (!algorithm) throw unusable('the private key is on none of the curves P-256, P-384, P-521 and Ed25519');
  const kid = typeof privateKey === 'object' && 'kid' in privateKey ? privateKey.kid : undefined;
  return {
    key: await webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']).catch((cause: unknown) => {
      throw unusable('the private key cannot be imported', cause);
    }),
    ...(typeof kid === 'string' ? { kid } : {}),
  };
}

/** A pair to bind tokens to (DPoP). Errors: `KEY_UNUSABLE`. */
export async function bindingKeys(privateKey: PrivateKey | undefined): Promise<webcrypto.CryptoKeyPair> {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
  if (privateKey === undefined) {
    // One of this process' own: a token that was stolen from it is worth nothing elsewhere.
    return webcrypto.subtle.generateKey(ecdsa, false, ['sign', 'verify']);
  }
  const { key } = await signingKey(privateKey);
  const publicJwk = createPublicKey({ key: exportJwk(privateKey), format: 'jwk' }).export({ format: 'jwk' });
  const algorithm = algorithms[publicJwk.crv ?? ''] ?? ecdsa;
  return {
    privateKey: key,
    publicKey: await webcrypto.subtle.importKey('jwk', publicJwk, algorithm, true, ['verify']),
  };
}

function exportJwk(privateKey: PrivateKey): JsonWebKey {
  try {
    if (privateKey instanceof KeyObject) return privateKey.export({ format: 'jwk' });
    if (typeof privateKey === 'string') return createPrivateKey(privateKey).export({ format: 'jwk' });
    return createPrivateKey({ key: privateKey, format: 'jwk' }).export({ format: 'jwk' });
  } catch (cause) {
    throw unusable('the private key is neither a private JWK nor PEM text', cause);
  }
}

function unusable(message: string, cause?: unknown): HearthgateError {
  return new HearthgateError('KEY_UNUSABLE', message, { cause });
}
