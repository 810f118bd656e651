import { createPrivateKey, createPublicKey, hash, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openCheckpoint } from './checkpoint/open-checkpoint.ts';
import { checkpointText } from './checkpoint/checkpoint-text.ts';
import { openNote } from './note/open-note.ts';
import { parseVerifierKey } from './note/parse-verifier-key.ts';
import { signNote } from './note/sign-note.ts';
import { verifierKey } from './note/verifier-key.ts';
import vectors from './test-vectors/sumdb.json' with { type: 'json' };
import { parseTilePath } from './tiles/parse-tile-path.ts';
import { tilePath } from './tiles/tile-path.ts';
import type { TileAddress } from './tiles/tile-address.ts';
import { checkProof } from './tlog-proof/check-proof.ts';
import { writeProof } from './tlog-proof/write-proof.ts';
import { consistencyProof } from './tree/consistency-proof.ts';
import { inclusionProof } from './tree/inclusion-proof.ts';
import { leafHash } from './tree/leaf-hash.ts';
import { rootAt } from './tree/root-at.ts';
import { tileWidth } from './tree/tile-width.ts';
import { treeForTests } from './tree/tree-for-tests.ts';
import { verifyConsistency } from './tree/verify-consistency.ts';
import { verifyInclusion } from './tree/verify-inclusion.ts';

// A log, its proofs and its signed notes, made by Go's golang.org/x/mod/sumdb: test-vectors/sumdb.json says how.

const base64 = (text: string): Buffer => Buffer.from(text, 'base64');
const leafAt = (n: number): Buffer => Buffer.from(`leaf ${String(n)}\n`);
const tree = treeForTests(Array.from({ length: vectors.leaves }, (_, n) => leafHash(leafAt(n))));

/** PKCS #8 of an Ed25519 seed is the seed behind a constant, RFC 8410. */
function privateKeyOf(seed: string): KeyObject {
  const der = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(seed, 'hex'),
  ]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

test.each(vectors.roots)('the root of $size leaves', async ({ size, root }) => {
  expect(tree.rootOfFirst(size)).toEqual(base64(root));
  expect(await rootAt(size, tree.read)).toEqual(base64(root));
});

test.each(vectors.recordProofs)('leaf $index in $size leaves', async ({ index, size, proof }) => {
  const hashes = proof.map(base64);
  expect(await inclusionProof({ index, size, read: tree.read })).toEqual(hashes);
  const told = { index, size, leafHash: leafHash(leafAt(index)), root: tree.rootOfFirst(size) };
  expect(verifyInclusion({ ...told, proof: hashes })).toBe(true);
});

test.each(vectors.treeProofs)('$from leaves in $size leaves', async ({ from, size, proof }) => {
  const hashes = proof.map(base64);
  expect(await consistencyProof({ from, size, read: tree.read })).toEqual(hashes);
  const told = { from, size, fromRoot: tree.rootOfFirst(from), root: tree.rootOfFirst(size) };
  expect(verifyConsistency({ ...told, proof: hashes })).toBe(true);
});

test.each(vectors.tiles)('the hashes of $path', async ({ path, sha256 }) => {
  const { level, index, width } = parseTilePath(path)!;
  const hashes = await tree.read(Number(level), index * 256, width);
  expect(hash('sha256', Buffer.concat(hashes))).toBe(sha256);
  expect(tileWidth({ level: Number(level), index, size: vectors.leaves })).toBe(width);
});

test.each(vectors.tilePaths)('the path $path', ({ path, index, width, level }) => {
  const address = { level: level === 'entries' ? level : Number(level), index, width } as TileAddress;
  expect(tilePath(address)).toBe(path);
  expect(parseTilePath(path)).toEqual(address);
});

describe('notes', () => {
  test('the example in the documentation of sumdb/note opens, and we sign the same', () => {
    const { note, verifierKey: key, seed } = vectors.peterNeumann;
    const { text, signers } = openNote(note, [parseVerifierKey(key)]);
    expect(text).toBe(note.split('\n').slice(0, 2).join('\n') + '\n');
    expect(signers.map(({ name, keyId }) => `${name}+${keyId}`)).toEqual(['PeterNeumann+c74f20a3']);
    expect(signNote(text, [{ name: 'PeterNeumann', privateKey: privateKeyOf(seed) }])).toBe(note);
    expect(verifierKey('PeterNeumann', createPublicKey(privateKeyOf(seed)))).toBe(key);
  });

  test('the example in C2SP signed-note opens', () => {
    const key = parseVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    const signature =
      'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
    const note = `This is an example message.\n\n— example.com/foo ${signature}\n`;
    expect(openNote(note, [key]).text).toBe('This is an example message.\n');
  });

  test('the checkpoint is that of the log, cosigned by a witness that is unknown, known or alone', () => {
    const { note, origin, verifierKey: key, witnessKey, seed } = vectors.checkpoint;
    const log = parseVerifierKey(key);
    const witness = parseVerifierKey(witnessKey);
    const checkpoint = { origin, size: vectors.leaves, root: tree.rootOfFirst(vectors.leaves) };
    expect(openCheckpoint(note, [log])).toEqual({ ...checkpoint, extensions: [] });
    expect(openCheckpoint(note, [witness, log])).toEqual({ ...checkpoint, extensions: [] });
    expect(() => openCheckpoint(note, [witness])).toThrow('no known key of that name has signed it');
    const ours = signNote(checkpointText(checkpoint), [{ name: origin, privateKey: privateKeyOf(seed) }]);
    expect(note.startsWith(ours)).toBe(true);
  });

  test('a receipt of its leaves, under its checkpoint, verifies offline', async () => {
    const { note, origin, verifierKey: key } = vectors.checkpoint;
    const proof = await inclusionProof({ index: 767, size: vectors.leaves, read: tree.read });
    const text = writeProof({ index: 767, proof, checkpoint: note });
    const verifiers = [parseVerifierKey(key)];
    expect(checkProof({ text, leaf: leafAt(767), verifiers })).toMatchObject({
      origin,
      index: 767,
      size: 1_000,
    });
    expect(() => checkProof({ text, leaf: leafAt(766), verifiers })).toThrow('does not have this leaf');
  });
});
