import { EMPTY_ROOT } from './empty-root.ts';
import { HASH_BYTES } from './hash-bytes.ts';
import { nodeHash } from './node-hash.ts';

export interface VerifyConsistencyOptions {
  /** Size of the earlier tree. */
  readonly from: number;
  /** Size of the later tree. */
  readonly size: number;
  readonly fromRoot: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the later tree begins with all leaves of the earlier one: RFC 9162 section 2.1.4.2, and for equal sizes and
 * the empty tree, which it leaves out, by an empty proof and the roots. Any nonsense is false; it never throws.
 *
 * Does not check where sizes and roots come from: both belong to signed checkpoints.
 */
export function verifyConsistency(options: VerifyConsistencyOptions): boolean {
  const { from, size, fromRoot, root, proof } = options;
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(from) || from < 0 || from > size) return false;
  if ([fromRoot, root, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  if (from === 0 && !sameHash(fromRoot, EMPTY_ROOT)) return false;
  if (from === size) return proof.length === 0 && sameHash(fromRoot, root);
  if (from === 0) return proof.length === 0;
  return proof.length > 0 && pathLeadsToBoth(options);
}

/** The RFC's steps 2 to 7, for 0 < from < size; fn, sn, fr and sr are `node`, `last`, `fromHash` and `hash`. */
function pathLeadsToBoth({ from, size, fromRoot, root, proof }: VerifyConsistencyOptions): boolean {
  let node = from - 1;
  let last = size - 1;
  while (node % 2 === 1) {
    node = (node - 1) / 2;
    last = Math.floor(last / 2);
  }
  // A complete earlier tree is a subtree of the later one: its root, which the verifier has, begins the path.
  const [first, ...siblings] = node === 0 ? [fromRoot, ...proof] : proof;
  if (first === undefined) return false;
  let fromHash: Buffer = Buffer.from(first);
  let hash = fromHash;
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      fromHash = nodeHash(sibling, fromHash);
      hash = nodeHash(sibling, hash);
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
  return last === 0 && sameHash(fromHash, fromRoot) && sameHash(hash, root);
}

function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
