import { proofLimits } from '../proof-limits.ts';
import { HASH_BYTES } from '../tree/hash-bytes.ts';
import type { InclusionReceipt } from './inclusion-receipt.ts';
import { PROOF_HEADER } from './proof-header.ts';

/**
 * A receipt that verifies offline, as text: C2SP tlog-proof.
 *
 * Does not check that it holds (`checkProof`), nor what the checkpoint says.
 *
 * Errors: `RangeError` for an index, a hash, extra data or a checkpoint that cannot be one.
 */
export function writeProof({ index, proof, checkpoint, extra }: InclusionReceipt): string {
  if (!Number.isSafeInteger(index) || index < 0)
    throw new RangeError(`no leaf has the index ${String(index)}`);
  if (proof.length > proofLimits.maxInclusionHashes || proof.some(({ length }) => length !== HASH_BYTES)) {
    throw new RangeError(
      `an audit path has at most ${String(proofLimits.maxInclusionHashes)} hashes of 32 bytes`,
    );
  }
  if (extra !== undefined && (extra.length === 0 || extra.length > proofLimits.maxExtraBytes)) {
    throw new RangeError(`extra data has 1 to ${String(proofLimits.maxExtraBytes)} bytes, or is left out`);
  }
  if (checkpoint === '') throw new RangeError('a proof has a checkpoint');
  const lines = [
    PROOF_HEADER,
    ...(extra === undefined ? [] : [`extra ${extra.toString('base64')}`]),
    `index ${String(index)}`,
    ...proof.map((hash) => hash.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}
