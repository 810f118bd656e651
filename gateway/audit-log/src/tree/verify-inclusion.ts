import { HASH_BYTES } from './hash-bytes.ts';
import { nodeHash } from './node-hash.ts';

export interface VerifyInclusionOptions {
  readonly index: number;
  /** Of the tree with this root. */
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * Whether the tree of this size and root has this leaf at this index: RFC 9162 section 2.1.3.2. Any nonsense is false;
 * it never throws.
 *
 * Does not check where size and root come from: without a signed checkpoint they prove nothing.
 */
export function verifyInclusion({ index, size, leafHash, proof, root }: VerifyInclusionOptions): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  if ([leafHash, root, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  // fn and sn, r and p of the RFC: the index of the node on the path and of the last node, at the height reached.
  let node = index;
  let last = size - 1;
  let hash: Buffer = Buffer.from(leafHash);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // The last node of a level, where it is a left one, has no sibling: it goes up as it is.
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hash.equals(root);
}
