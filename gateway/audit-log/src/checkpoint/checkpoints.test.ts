import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseVerifierKey } from '../note/parse-verifier-key.ts';
import { signNote } from '../note/sign-note.ts';
import { verifierKey } from '../note/verifier-key.ts';
import { checkpointText } from './checkpoint-text.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { parseCheckpoint } from './parse-checkpoint.ts';

const root = Buffer.alloc(32, 7);
const text = checkpointText({ origin: 'log.example/audit', size: 20_852_163, root });
const code = (name: string) => expect.objectContaining({ name: 'ProofError', code: name }) as unknown;

test('a checkpoint is read as it was written', () => {
  const origins = fc.stringMatching(/^[^\0-\x1f]+$/).filter((origin) => origin.isWellFormed());
  const size = fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 2 ** 31, 2 ** 32, 2 ** 53 - 1));
  const roots = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(origins, size, roots, (origin, leaves, hash) => {
      const checkpoint = { origin, size: leaves, root: hash };
      expect(parseCheckpoint(checkpointText(checkpoint))).toEqual({ ...checkpoint, extensions: [] });
    }),
  );
});

test('extension lines are read and left alone', () => {
  expect(parseCheckpoint(`${text}one\ntwo 2\n`).extensions).toEqual(['one', 'two 2']);
});

test.each([
  ['nothing in it', ''],
  ['no origin', text.replace('log.example/audit', '')],
  ['no root', text.split('\n').slice(0, 2).join('\n') + '\n'],
  ['no end of its last line', text.slice(0, -1)],
  ['an empty line', `${text}\n`],
  ['an empty line before an extension', `${text}\nextension\n`],
  ['a leading zero', text.replace('20852163', '020852163')],
  ['a size of 00', text.replace('20852163', '00')],
  ['a sign', text.replace('20852163', '+20852163')],
  ['a negative size', text.replace('20852163', '-1')],
  ['a hexadecimal size', text.replace('20852163', '0x10')],
  ['a size with an exponent', text.replace('20852163', '1e3')],
  ['a space behind the size', text.replace('20852163', '20852163 ')],
  ['a size of other digits', text.replace('20852163', '２')],
  ['no size', text.replace('20852163', '')],
  ['a size that would be rounded', text.replace('20852163', '9007199254740992')],
  ['a root without its padding', text.replace('=\n', '\n')],
  ['a root with bits that mean nothing', text.replace(/c=\n$/, 'd=\n')],
  ['a root of 31 bytes', text.replace(/.{44}\n$/, `${root.subarray(1).toString('base64')}\n`)],
  ['a root in base64url', text.replace(/.{44}\n$/, `${'_'.repeat(42)}8=\n`)],
])('a checkpoint with %s is refused', (_name, broken) => {
  expect(parseCheckpoint(text).size).toBe(20_852_163);
  expect(broken).not.toBe(text);
  expect(() => parseCheckpoint(broken)).toThrow(code('MALFORMED_CHECKPOINT'));
});

test.each([
  ['an origin of nothing', { origin: '', size: 1, root }],
  ['an origin of two lines', { origin: 'log\n5', size: 1, root }],
  ['an origin with a tab', { origin: 'log\t', size: 1, root }],
  ['a size that is not exact', { origin: 'log', size: 2 ** 53, root }],
  ['a negative size', { origin: 'log', size: -1, root }],
  ['a root of 31 bytes', { origin: 'log', size: 1, root: root.subarray(1) }],
])('%s is not written', (_name, broken) => {
  expect(() => checkpointText(broken)).toThrow(RangeError);
});

describe('a signed checkpoint', () => {
  const keyOf = (name: string) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return { signer: { name, privateKey }, verifier: parseVerifierKey(verifierKey(name, publicKey)) };
  };
  const log = keyOf('log.example/audit');
  const otherLog = keyOf('other.example/audit');

  test('opens for its log’s key', () => {
    expect(openCheckpoint(signNote(text, [log.signer]), [otherLog.verifier, log.verifier])).toEqual({
      origin: 'log.example/audit',
      size: 20_852_163,
      root,
      extensions: [],
    });
  });

  test('of one log, signed by the trusted key of another log, is refused', () => {
    expect(() =>
      openCheckpoint(signNote(text, [otherLog.signer]), [otherLog.verifier, log.verifier]),
    ).toThrow(code('NOT_SIGNED_BY_ITS_LOG'));
  });

  test('is refused where its log’s signature is there but its key is not known', () => {
    const note = signNote(text, [log.signer, otherLog.signer]);
    expect(openCheckpoint(note, [log.verifier]).origin).toBe('log.example/audit');
    expect(() => openCheckpoint(note, [otherLog.verifier])).toThrow(code('NOT_SIGNED_BY_ITS_LOG'));
  });

  test('of a text that is no checkpoint is refused, though its log signed it', () => {
    expect(() => openCheckpoint(signNote('what was said\n', [log.signer]), [log.verifier])).toThrow(
      code('MALFORMED_CHECKPOINT'),
    );
  });
});
