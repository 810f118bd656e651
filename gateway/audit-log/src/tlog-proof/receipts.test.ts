import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkpointText } from '../checkpoint/checkpoint-text.ts';
import { parseVerifierKey } from '../note/parse-verifier-key.ts';
import { signNote } from '../note/sign-note.ts';
import { verifierKey } from '../note/verifier-key.ts';
import { inclusionProof } from '../tree/inclusion-proof.ts';
import { leafHash } from '../tree/leaf-hash.ts';
import { treeForTests } from '../tree/tree-for-tests.ts';
import { checkProof } from './check-proof.ts';
import { parseProof } from './parse-proof.ts';
import { writeProof } from './write-proof.ts';

const keyOf = (name: string) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { signer: { name, privateKey }, verifier: parseVerifierKey(verifierKey(name, publicKey)) };
};
const origin = 'log.example/audit';
const log = keyOf(origin);
const otherLog = keyOf('other.example/audit');
const verifiers = [log.verifier, otherLog.verifier];

const leafAt = (n: number): Buffer => Buffer.from(`{"leaf":${String(n)}}`);
const tree = treeForTests(Array.from({ length: 600 }, (_, n) => leafHash(leafAt(n))));
const checkpointOf = (size: number, of = tree): string =>
  signNote(checkpointText({ origin, size, root: of.rootOfFirst(size) }), [log.signer]);

async function receiptOf(index: number, size: number): Promise<string> {
  const proof = await inclusionProof({ index, size, read: tree.read });
  return writeProof({ index, proof, checkpoint: checkpointOf(size) });
}

const receipt = await receiptOf(300, 600);
const leaf = leafAt(300);
const code = (name: string) => expect.objectContaining({ name: 'ProofError', code: name }) as unknown;

test('a receipt is read as it was written', () => {
  const hashes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  const receipts = fc.record(
    {
      index: fc.maxSafeNat(),
      proof: fc.array(hashes, { maxLength: 53 }),
      checkpoint: fc.string({ minLength: 1 }),
      extra: fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes)),
    },
    { requiredKeys: ['index', 'proof', 'checkpoint'] },
  );
  fc.assert(
    fc.property(receipts, (parts) => {
      expect(parseProof(writeProof(parts))).toEqual(parts);
    }),
  );
});

test('the lines of a receipt are those of C2SP tlog-proof', async () => {
  const proof = await inclusionProof({ index: 1, size: 3, read: tree.read });
  const text = writeProof({ index: 1, proof, checkpoint: checkpointOf(3), extra: Buffer.from('more') });
  expect(text.split('\n').slice(0, 7)).toEqual([
    'c2sp.org/tlog-proof@v1',
    'extra bW9yZQ==',
    'index 1',
    tree.leafHashes[0]?.toString('base64'),
    tree.leafHashes[2]?.toString('base64'),
    '',
    origin,
  ]);
});

describe('a receipt holds', () => {
  test('for its leaf, whichever it is and however large the log', async () => {
    const leaves = fc
      .integer({ min: 1, max: 600 })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
    await fc.assert(
      fc.asyncProperty(leaves, async ({ index, size }) => {
        expect(checkProof({ text: await receiptOf(index, size), leaf: leafAt(index), verifiers })).toEqual({
          origin,
          index,
          size,
          root: tree.rootOfFirst(size),
        });
      }),
    );
  });

  test('of the only leaf of a log, which has no hashes', async () => {
    const text = await receiptOf(0, 1);
    expect(text.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'index 0', '']);
    expect(checkProof({ text, leaf: leafAt(0), verifiers }).size).toBe(1);
  });
});

describe('a receipt does not hold', () => {
  test('for another leaf', () => {
    expect(checkProof({ text: receipt, leaf, verifiers }).index).toBe(300);
    expect(() => checkProof({ text: receipt, leaf: leafAt(301), verifiers })).toThrow(code('NOT_INCLUDED'));
  });

  test('with any one character changed', () => {
    const changes = fc.record({ at: fc.nat(receipt.length - 1), bit: fc.nat(6) });
    fc.assert(
      fc.property(changes, ({ at, bit }) => {
        const changed = String.fromCharCode(receipt.charCodeAt(at) ^ (1 << bit));
        const text = receipt.slice(0, at) + changed + receipt.slice(at + 1);
        expect(() => checkProof({ text, leaf, verifiers })).toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  test('under another index, one beyond the log, or one that the path fits as well', () => {
    for (const index of [0, 299, 301, 599, 600, 2 ** 53 - 1]) {
      const text = receipt.replace('index 300', `index ${String(index)}`);
      expect(() => checkProof({ text, leaf, verifiers })).toThrow(code('NOT_INCLUDED'));
      const message = index < 600 ? 'does not have this leaf' : 'and the log had 600';
      expect(() => checkProof({ text, leaf, verifiers })).toThrow(message);
    }
  });

  test('with the checkpoint of another size, or of a fork', () => {
    const fork = treeForTests(tree.leafHashes.with(300, leafHash(leafAt(-1))));
    const parts = parseProof(receipt);
    for (const checkpoint of [
      checkpointOf(599),
      checkpointOf(301),
      checkpointOf(300),
      checkpointOf(600, fork),
    ]) {
      const text = writeProof({ ...parts, checkpoint });
      expect(() => checkProof({ text, leaf, verifiers })).toThrow(code('NOT_INCLUDED'));
    }
  });

  test('with a hash missing, extra or out of order', () => {
    const { proof, ...parts } = parseProof(receipt);
    const changed = [
      proof.slice(1),
      proof.slice(0, -1),
      [...proof, ...proof.slice(0, 1)],
      proof.toReversed(),
    ];
    for (const hashes of changed) {
      const text = writeProof({ ...parts, proof: hashes });
      expect(() => checkProof({ text, leaf, verifiers })).toThrow(code('NOT_INCLUDED'));
    }
  });

  test('under a checkpoint that the key of another trusted log has signed', () => {
    const root = tree.rootOfFirst(600);
    const checkpoint = signNote(checkpointText({ origin, size: 600, root }), [otherLog.signer]);
    const text = writeProof({ ...parseProof(receipt), checkpoint });
    expect(() => checkProof({ text, leaf, verifiers })).toThrow(code('NOT_SIGNED_BY_ITS_LOG'));
  });

  test('for who does not know the log’s key', () => {
    expect(() => checkProof({ text: receipt, leaf, verifiers: [otherLog.verifier] })).toThrow(
      code('NO_KNOWN_SIGNATURE'),
    );
    const stranger = keyOf(origin);
    expect(() => checkProof({ text: receipt, leaf, verifiers: [stranger.verifier] })).toThrow(
      code('NO_KNOWN_SIGNATURE'),
    );
  });

  test('as an unsigned checkpoint', () => {
    const checkpoint = checkpointText({ origin, size: 600, root: tree.rootOfFirst(600) });
    const text = writeProof({ ...parseProof(receipt), checkpoint });
    expect(() => checkProof({ text, leaf, verifiers })).toThrow(code('MALFORMED_NOTE'));
  });
});

test('what extra data says changes nothing', () => {
  const text = writeProof({ ...parseProof(receipt), extra: Buffer.from('index 5') });
  expect(checkProof({ text, leaf, verifiers }).index).toBe(300);
});

describe('a receipt is malformed with', () => {
  const [first = '', second = '', third = ''] = receipt.split('\n');
  test.each([
    ['nothing in it', ''],
    ['another version', receipt.replace('@v1', '@v2')],
    ['a line before it', `\n${receipt}`],
    ['carriage returns', receipt.replaceAll('\n', '\r\n')],
    ['no checkpoint', receipt.slice(0, receipt.indexOf('\n\n') + 2)],
    ['no empty line', receipt.replaceAll('\n\n', '\n')],
    ['no index', receipt.replace(`${second}\n`, '')],
    ['a leading zero', receipt.replace('index 300', 'index 0300')],
    ['a negative index', receipt.replace('index 300', 'index -1')],
    ['an index that would be rounded', receipt.replace('index 300', 'index 9007199254740993')],
    ['two indexes', receipt.replace(second, `${second}\n${second}`)],
    ['a hash before the index', receipt.replace(second, `${third}\n${second}`)],
    ['a hash without its padding', receipt.replace(third, third.slice(0, -1))],
    ['a hash of 31 bytes', receipt.replace(third, Buffer.alloc(31).toString('base64'))],
    ['a space behind a hash', receipt.replace(third, `${third} `)],
    ['extra data of nothing', receipt.replace(first, `${first}\nextra `)],
    ['extra data that is not base64', receipt.replace(first, `${first}\nextra !`)],
    ['extra data twice', receipt.replace(first, `${first}\nextra AAAA\nextra AAAA`)],
    ['extra data behind the index', receipt.replace(second, `${second}\nextra AAAA`)],
    ['54 hashes', receipt.replace(third, `${third}\n`.repeat(54).trimEnd())],
    ['too many characters', receipt + 'x'.repeat(1_100_000)],
  ])('%s', (_name, broken) => {
    expect(parseProof(receipt).index).toBe(300);
    expect(broken).not.toBe(receipt);
    expect(() => checkProof({ text: broken, leaf, verifiers })).toThrow(code('MALFORMED_PROOF'));
  });

  test.each([
    ['an index that is none', { index: -1 }],
    ['a hash of 31 bytes', { proof: [Buffer.alloc(31)] }],
    ['54 hashes', { proof: Array<Buffer>(54).fill(Buffer.alloc(32)) }],
    ['extra data of nothing', { extra: Buffer.alloc(0) }],
    ['too much extra data', { extra: Buffer.alloc(65_536) }],
    ['no checkpoint', { checkpoint: '' }],
  ])('%s, and is not written', (_name, change) => {
    expect(() => writeProof({ ...parseProof(receipt), ...change })).toThrow(RangeError);
  });
});
