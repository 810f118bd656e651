import { errors } from 'oidc-provider';
import type { Adapter, AdapterPayload } from 'oidc-provider';

export interface OneTimeValuesOptions {
  /** No value needs to be remembered longer: by then what carried it has expired. */
  readonly rememberSeconds: number;
  readonly maxValues: number;
  readonly now?: () => number;
}

/**
 * Remembers the ids of client assertions and DPoP proofs that were used, for at least `rememberSeconds` and
 * less than twice that, as an adapter of the provider's `ReplayDetection`.
 *
 * Two generations instead of an expiry for each value: forgetting is one assignment. The provider looks up and stores
 * in two steps with a pause between them, so `upsert` refuses too: of two requests with one assertion, one gets through.
 * When full it refuses newcomers; dropping the oldest would let them be replayed.
 */
export function oneTimeValues(options: OneTimeValuesOptions): Adapter {
  const { rememberSeconds, maxValues, now = Date.now } = options;
  let current = new Map<string, AdapterPayload>();
  let previous = new Map<string, AdapterPayload>();
  let generation = 0;

  const turn = (): void => {
    const today = Math.floor(now() / (rememberSeconds * 1000));
    if (today === generation) return;
    previous = today === generation + 1 ? current : new Map();
    current = new Map();
    generation = today;
  };
  const seen = (id: string): AdapterPayload | undefined => current.get(id) ?? previous.get(id);
  const notStored = (): Promise<undefined> => Promise.resolve(undefined);

  return {
    find: (id) => {
      turn();
      return Promise.resolve(seen(id));
    },
    upsert: (id, payload) => {
      turn();
      if (seen(id)) return Promise.reject(new errors.InvalidClientAuth('used before'));
      if (current.size + previous.size >= maxValues) {
        return Promise.reject(
          new errors.TemporarilyUnavailable('too many token requests; try again in a few minutes'),
        );
      }
      current.set(id, payload);
      return Promise.resolve();
    },
    findByUid: notStored,
    findByUserCode: notStored,
    consume: notStored,
    destroy: notStored,
    revokeByGrantId: notStored,
  };
}
