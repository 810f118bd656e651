import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 as sha256OfBrowser } from './sha-256.browser.ts';
import { sha256 as sha256OfNode } from './sha-256.node.ts';
import { verifyEd25519 as verifyInBrowser } from './verify-ed25519.browser.ts';
import { type Ed25519Signature, verifyEd25519 as verifyInNode } from './verify-ed25519.node.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

test('both hash alike, as FIPS 180 does', () => {
  for (const sha256 of [sha256OfNode, sha256OfBrowser]) {
    expect(sha256(Buffer.from('abc')).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70_000, size: 'max' }), (bytes) => {
      expect(sha256OfBrowser(bytes).equals(sha256OfNode(bytes))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

/** RFC 8032, 7.1: TEST 2 and TEST 3. */
const vectors: Ed25519Signature[] = [
  {
    publicKey: hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
    message: hex('72'),
    signature: hex(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ),
  },
  {
    publicKey: hex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'),
    message: hex('af82'),
    signature: hex(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ),
  },
];

describe('both verify alike', () => {
  const both = (signed: Ed25519Signature): boolean => {
    const answers = [verifyInNode(signed), verifyInBrowser(signed)];
    expect(answers[0]).toBe(answers[1]);
    return answers[0] === true;
  };

  test.each(vectors)('the vectors of RFC 8032', (vector) => {
    expect(both(vector)).toBe(true);
  });

  test('what OpenSSL signs, and no bit of it changed', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const message = randomBytes(100);
    const signed = { publicKey: key, message, signature: sign(null, message, privateKey) };
    expect(both(signed)).toBe(true);
    for (const part of ['publicKey', 'message', 'signature'] as const) {
      for (let bit = 0; bit < signed[part].length * 8; bit += 7) {
        const changed = Buffer.from(signed[part]);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(both({ ...signed, [part]: changed })).toBe(false);
      }
    }
  });

  test('a signature whose second half has the group’s order added, which would be a second form of it', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    for (const vector of vectors) {
      const signature = Buffer.from(vector.signature);
      let scalar = order;
      for (let n = 0; n < 32; n += 1) scalar += BigInt(signature.readUInt8(32 + n)) << BigInt(8 * n);
      for (let n = 0; n < 32; n += 1) signature.writeUInt8(Number((scalar >> BigInt(8 * n)) & 255n), 32 + n);
      expect(both({ ...vector, signature })).toBe(false);
    }
  });

  test.each([0, 31, 33, 63, 65, 128])('nothing of %i bytes is a signature', (length) => {
    expect(both({ ...vectors[0]!, signature: new Uint8Array(length) })).toBe(false);
  });

  test('a key that is no point of the curve verifies nothing', () => {
    expect(both({ ...vectors[0]!, publicKey: Buffer.alloc(32, 0xff) })).toBe(false);
    expect(both({ ...vectors[0]!, publicKey: hex(`02${'00'.repeat(31)}`) })).toBe(false);
  });
});
