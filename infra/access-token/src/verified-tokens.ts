import { LRUCache } from 'lru-cache';
import { limits } from './limits.ts';
import type { VerifiedToken } from './verify-access-token.ts';

/** Tokens that were verified, by their base64url SHA-256. One for each audience. */
export type VerifiedTokens = LRUCache<string, VerifiedToken>;

/** Bounded in number: the least recently used gives way, and costs one more verification when it comes again. */
export function makeVerifiedTokens(): VerifiedTokens {
  return new LRUCache({ max: limits.maxVerifiedTokens });
}
