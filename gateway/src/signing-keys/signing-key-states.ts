import { limits } from '../limits.ts';
import type { StoredSigningKey } from './stored-signing-keys.ts';

/** `next` is published and does not sign yet, `previous` is published and no longer signs, `retired` is neither. */
export type SigningKeyState = 'next' | 'current' | 'previous' | 'retired';

/**
 * What each key does at a moment (ms since the epoch), told from the file alone: gateways that share one change over
 * together. A new key is published some seconds before it signs, so that every replica serves it by then; the one
 * before stays published until each token under it is dead, also on a machine whose clock is behind.
 */
export function signingKeyStates(
  keys: readonly Pick<StoredSigningKey, 'createdAt'>[],
  nowMs: number,
): readonly SigningKeyState[] {
  const signsFrom = keys.map(({ createdAt }, index) =>
    index === 0 ? -Infinity : Date.parse(createdAt) + limits.signingKeyLeadMs,
  );
  const current = signsFrom.findLastIndex((fromMs) => fromMs <= nowMs);
  return signsFrom.map((_fromMs, index) => {
    if (index > current) return 'next';
    if (index === current) return 'current';
    const supersededMs = Math.min(...signsFrom.slice(index + 1));
    return nowMs < supersededMs + limits.signingKeyRetentionMs ? 'previous' : 'retired';
  });
}
