import type { ProofMemory } from '@hearthgate/access-token';
import { OperatorRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';

/**
 * Remembers used proofs in this process, until nobody would take them any more: an agency is one process, so nothing else
 * needs to know of them. Bounded: when it is full of proofs that are still good, no further one is taken.
 *
 * A restart forgets: who then holds a token and a proof that were both caught within the last minute can use them once
 * more, to read. (The gateway, which has replicas, keeps them in its database; the operator's role may write nothing.)
 *
 * Errors: `PROOFS_UNAVAILABLE` when it is full.
 */
export function proofMemory(): ProofMemory {
  const usableUntilSeconds = new Map<string, number>();
  const forget = (): void => {
    const nowSeconds = Date.now() / 1000;
    for (const [hash, until] of usableUntilSeconds) if (until < nowSeconds) usableUntilSeconds.delete(hash);
  };
  return {
    isFirstUse: (proof) => {
      const hash = proof.hash.toString('base64url');
      if (usableUntilSeconds.has(hash)) return Promise.resolve(false);
      if (usableUntilSeconds.size >= limits.operator.maxUsedProofs) forget();
      if (usableUntilSeconds.size >= limits.operator.maxUsedProofs) {
        const message = 'too many proofs were used in the last minute; try again';
        const headers = { 'retry-after': '60' };
        return Promise.reject(new OperatorRefused('PROOFS_UNAVAILABLE', message, { headers }));
      }
      usableUntilSeconds.set(hash, proof.usableUntilSeconds);
      return Promise.resolve(true);
    },
  };
}
