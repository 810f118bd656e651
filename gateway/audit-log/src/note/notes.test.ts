import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyId } from './key-id.ts';
import { openNote } from './open-note.ts';
import { parseVerifierKey } from './parse-verifier-key.ts';
import { signNote } from './sign-note.ts';
import { verifierKey } from './verifier-key.ts';

function keyOf(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { signer: { name, privateKey }, verifier: parseVerifierKey(verifierKey(name, publicKey)) };
}

const log = keyOf('log.example/audit');
const witness = keyOf('witness.example');
/** Another key under the log's name: what it signs is not the log's. */
const stranger = keyOf('log.example/audit');
const note = signNote('what was said\n', [log.signer]);

const code = (name: string) => expect.objectContaining({ name: 'ProofError', code: name }) as unknown;

describe('a note opens', () => {
  test('for the key that signed it, whatever its text', () => {
    const lines = fc.array(fc.string({ unit: 'binary' }).map((line) => line.replaceAll(/[\0-\x1f]/g, '')));
    fc.assert(
      fc.property(lines, (chosen) => {
        const text = `${chosen.join('\n')}\n`;
        const signed = signNote(text, [log.signer, witness.signer]);
        expect(openNote(signed, [witness.verifier])).toEqual({ text, signers: [witness.verifier] });
        expect(openNote(signed, [log.verifier, witness.verifier]).signers).toEqual([
          log.verifier,
          witness.verifier,
        ]);
      }),
    );
  });

  test('though it has more signatures, by unknown keys, of any length, and one under a known name', () => {
    const [ours = ''] = note.split('\n').slice(-2);
    const others = [
      `— other.example ${Buffer.alloc(5_000).toString('base64')}`,
      `— log.example/audit ${Buffer.alloc(68).toString('base64')}`,
      `— other.example ${ours.split(' ')[2]!}`,
    ];
    expect(openNote(`${note}${others.join('\n')}\n`, [log.verifier]).signers).toEqual([log.verifier]);
  });

  test('with the signature of a key once and again, which counts once', () => {
    const line = note.slice(note.indexOf('— '));
    expect(openNote(note + line, [log.verifier]).signers).toEqual([log.verifier]);
  });

  test('with sixteen signatures, and a hundred, and no more', () => {
    const cosigned = (count: number): string =>
      note + `— other.example ${Buffer.alloc(68).toString('base64')}\n`.repeat(count - 1);
    for (const count of [16, 100]) expect(openNote(cosigned(count), [log.verifier]).signers).toHaveLength(1);
    expect(() => openNote(cosigned(101), [log.verifier])).toThrow(code('MALFORMED_NOTE'));
  });
});

describe('a note does not open', () => {
  test('with one character of its text or signature changed', () => {
    expect(openNote(note, [log.verifier]).text).toBe('what was said\n');
    const bits = fc.record({ at: fc.nat(note.length - 1), bit: fc.nat(6) });
    fc.assert(
      fc.property(bits, ({ at, bit }) => {
        const changed = String.fromCharCode(note.charCodeAt(at) ^ (1 << bit));
        expect(() => openNote(note.slice(0, at) + changed + note.slice(at + 1), [log.verifier])).toThrow();
      }),
      { numRuns: 500 },
    );
  });

  test('for a stranger, nor for nobody', () => {
    expect(() => openNote(note, [stranger.verifier, witness.verifier])).toThrow(code('NO_KNOWN_SIGNATURE'));
    expect(() => openNote(note, [])).toThrow(code('NO_KNOWN_SIGNATURE'));
  });

  test('with a known key’s bad signature, though another known key’s is good', () => {
    const both = signNote('what was said\n', [log.signer, witness.signer]);
    const other = signNote('what was not said\n', [witness.signer]);
    const mixed = note + other.slice(other.indexOf('— '));
    expect(openNote(both, [log.verifier, witness.verifier]).signers).toHaveLength(2);
    expect(() => openNote(mixed, [log.verifier, witness.verifier])).toThrow(code('BAD_SIGNATURE'));
    expect(openNote(mixed, [log.verifier]).signers).toEqual([log.verifier]);
  });

  test('with a second, bad signature by the key that signed it', () => {
    const other = signNote('what was not said\n', [log.signer]);
    expect(() => openNote(note + other.slice(other.indexOf('— ')), [log.verifier])).toThrow(
      code('BAD_SIGNATURE'),
    );
  });

  test('with a signature cut off the next line: a text ends at the last empty line only', () => {
    const inner = signNote('what was said\n\n— log.example/audit AAAAAAA=\n', [log.signer]);
    expect(openNote(inner, [log.verifier]).text).toBe('what was said\n\n— log.example/audit AAAAAAA=\n');
    expect(() => openNote(`${note}\n${note.slice(note.indexOf('— '))}`, [log.verifier])).toThrow(
      code('BAD_SIGNATURE'),
    );
  });

  const line = note.slice(note.indexOf('— '), -1);
  const signature = line.split(' ')[2]!;
  test.each([
    ['no signature', 'what was said\n'],
    ['nothing in it', ''],
    ['no end of its last line', note.slice(0, -1)],
    ['a carriage return', note.replace('\n', '\r\n')],
    ['a NUL', `\0${note}`],
    ['half a surrogate pair', `\ud800${note}`],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['no name', note.replace(' log.example/audit', '')],
    ['a space in a name', note.replace('log.example', 'log example')],
    ['a no-break space in a name', note.replace('log.example', 'log\u00a0example')],
    ['a plus in a name', note.replace('log.example', 'log+example')],
    ['base64 without its padding', note.replace('==\n', '\n').replace('=\n', '\n')],
    ['base64 of base64url', `${note}— other.example ${'_-A_'.repeat(23)}\n`],
    ['base64 with bits that mean nothing', `${note}— other.example AAAAAAB=\n`],
    ['a signature of nothing but a key id', `${note}— other.example AAAAAA==\n`],
    ['something behind a signature', note.replace(signature, `${signature} x`)],
    ['an empty line behind the signatures', `${note}\n`],
    ['a million characters', 'x'.repeat(1_000_000) + note],
  ])('with %s', (_name, broken) => {
    expect(() => openNote(broken, [log.verifier])).toThrow(code('MALFORMED_NOTE'));
  });
});

describe('what cannot be opened is not signed', () => {
  test.each([
    ['a text without an end', 'said', [log.signer]],
    ['a text with a tab', 'what\twas said\n', [log.signer]],
    ['a text with half a surrogate pair', '\udc00\n', [log.signer]],
    ['by nobody', 'what was said\n', []],
    ['by a name with a space', 'what was said\n', [{ ...log.signer, name: 'log example' }]],
    ['by a name with a plus', 'what was said\n', [{ ...log.signer, name: 'log+example' }]],
    ['by no name', 'what was said\n', [{ ...log.signer, name: '' }]],
    [
      'by a key of another kind',
      'what was said\n',
      [{ name: 'log.example', privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
    ],
  ])('%s', (_name, text, signers) => {
    expect(() => signNote(text, signers)).toThrow(RangeError);
  });
});

describe('a verifier key', () => {
  const vkey = verifierKey('log.example/audit', createPublicKey(log.signer.privateKey));

  /** As a witness's key for cosignatures (0x04) would be written. */
  const vkeyOfType = (type: number): string => {
    const encoded = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64');
    encoded[0] = type;
    return `log.example/audit+${keyId('log.example/audit', encoded)}+${encoded.toString('base64')}`;
  };

  test('is read as it was written', () => {
    const key = parseVerifierKey(vkey);
    const x = Buffer.from(key.publicKey).toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(verifierKey(key.name, publicKey)).toBe(vkey);
    expect(vkey.split('+')[1]).toBe(key.keyId);
    expect(vkeyOfType(0x01)).toBe(vkey);
  });

  test.each([
    ['nothing', ''],
    ['another name, whose id is another', vkey.replace('audit', 'other')],
    ['no name', vkey.replace('log.example/audit', '')],
    ['a space in the name', vkey.replace('log.', 'log ')],
    ['another id', vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    [
      'its id in capitals',
      vkey.replace(/\+[0-9a-f]{8}\+/, (id) => id.toUpperCase()).replace(/\+\d{8}\+/, '+x+'),
    ],
    ['another signature type', vkey.replace('+A', '+B')],
    ['another signature type under its right id', vkeyOfType(0x04)],
    ['a byte less', `${vkey.slice(0, -4)}`],
    ['a line after it', `${vkey}\n`],
  ])('is refused with %s', (_name, broken) => {
    expect(parseVerifierKey(vkey).name).toBe('log.example/audit');
    expect(() => parseVerifierKey(broken)).toThrow(code('MALFORMED_VERIFIER_KEY'));
  });
});
