import { decodeBase64 } from '../note/decode-base64.ts';
import { ProofError } from '../proof-error.ts';
import { proofLimits } from '../proof-limits.ts';
import { HASH_BYTES } from '../tree/hash-bytes.ts';
import { parseSafeInteger } from '../tree/parse-safe-integer.ts';
import type { InclusionReceipt } from './inclusion-receipt.ts';
import { PROOF_HEADER } from './proof-header.ts';

/**
 * The parts of a receipt: C2SP tlog-proof.
 *
 * Does not look into the checkpoint and does not check that the proof holds: `checkProof` does both.
 *
 * Errors: `MALFORMED_PROOF`.
 */
export function parseProof(text: string): InclusionReceipt {
  if (text.length > proofLimits.maxProofLength) throw malformed('the proof is too long');
  // No line of the proof's own is empty: the first empty one ends them.
  const end = text.indexOf('\n\n');
  const checkpoint = text.slice(end + 2);
  if (end < 0 || checkpoint === '') throw malformed('the proof has no checkpoint');
  const lines = text.slice(0, end).split('\n');
  if (lines.shift() !== PROOF_HEADER) throw malformed(`a proof begins with the line ${PROOF_HEADER}`);
  const extraText = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const extra = extraText === undefined ? undefined : parseExtra(extraText);
  const index = parseSafeInteger(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === undefined) throw malformed('the proof has no line: index, and a decimal number below 2^53');
  if (lines.length > proofLimits.maxInclusionHashes)
    throw malformed('the proof has more hashes than any tree');
  return { index, proof: lines.map(parseHash), checkpoint, ...(extra && { extra }) };
}

function parseExtra(text: string): Buffer {
  const extra = decodeBase64(text);
  if (extra === undefined || extra.length === 0 || extra.length > proofLimits.maxExtraBytes) {
    throw malformed('the extra data of the proof is not base64 or too long');
  }
  return extra;
}

function parseHash(line: string): Buffer {
  const hash = decodeBase64(line);
  if (hash?.length !== HASH_BYTES) throw malformed('a line of the proof is not a hash in base64');
  return hash;
}

function malformed(message: string): ProofError {
  return new ProofError('MALFORMED_PROOF', message);
}
