import {
  leafHash,
  openCheckpoint,
  parseProof,
  parseVerifierKey,
  verifyInclusion,
} from '@hearthgate/audit-log/proofs';

export interface Receipt {
  readonly index: number;
  /** The leaf as it is hashed. */
  readonly leaf: string;
  /** As the log states it, in base64. */
  readonly statedHash: string;
  /** C2SP tlog-proof. */
  readonly proof: string;
  /** C2SP signed-note, a line each. */
  readonly verifierKeys: string;
}

export type ReceiptStep = 'HASH' | 'SIGNATURE' | 'INCLUSION';

export interface CheckedReceipt {
  readonly steps: readonly { readonly step: ReceiptStep; readonly holds: boolean }[];
  readonly hash: string;
  /** Of the checkpoint whose signature holds. */
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string } | undefined;
}

/**
 * Checks a receipt here: that the leaf has the hash that the log states, that one of the keys has signed the checkpoint,
 * and that the tree under it has this leaf at this index. Never throws: what cannot be read does not hold.
 *
 * Does not check whose the keys are.
 */
export function checkReceipt({ index, leaf, statedHash, proof, verifierKeys }: Receipt): CheckedReceipt {
  const hash = leafHash(new TextEncoder().encode(leaf));
  const base64 = hash.toString('base64');
  const read = attempt(() => parseProof(proof));
  const signed = attempt(() =>
    openCheckpoint(read?.checkpoint ?? '', verifierKeys.trim().split('\n').map(parseVerifierKey)),
  );
  const isIncluded =
    read?.index === index &&
    signed !== undefined &&
    verifyInclusion({ index, size: signed.size, leafHash: hash, proof: read.proof, root: signed.root });
  return {
    hash: base64,
    checkpoint: signed && { origin: signed.origin, size: signed.size, root: signed.root.toString('base64') },
    steps: [
      { step: 'HASH', holds: base64 === statedHash },
      { step: 'SIGNATURE', holds: signed !== undefined },
      { step: 'INCLUSION', holds: isIncluded },
    ],
  };
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
