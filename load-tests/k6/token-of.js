import http from 'k6/http';
import { settings } from './settings.js';

/** Well under what is left of a token's 300 s when the runner has just not renewed it yet. */
const keepMs = 30_000;

let tokens = {};
let fetchedAt = 0;

/**
 * An access token for a client and a purpose, from the runner, which renews them: k6 would have to sign a client
 * assertion itself. Each virtual user asks again every half minute.
 */
export function tokenOf(client, purpose) {
  const now = Date.now();
  if (now - fetchedAt > keepMs) {
    tokens = http.get(`${settings.controlUrl}/tokens`, { tags: { name: 'tokens' } }).json();
    fetchedAt = now;
  }
  return tokens[`${client} ${purpose}`];
}
