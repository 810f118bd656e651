import { limits } from '../limits.ts';
import type { LoadClient } from '../questions/load-clients.ts';
import type { RunningSystem } from '../system/start-system.ts';
import { requestToken } from './request-token.ts';

export interface KeptTokens extends AsyncDisposable {
  /** By `CLIENT PURPOSE`. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Before something is measured, so that nothing has to be renewed during it. */
  renew(): Promise<void>;
}

/**
 * Access tokens for all clients and their purposes, renewed before they end, for as long as they are kept. From the issuer
 * itself: `hearthgate token` gives the same, and is a process of a second's CPU for each, which a measurement would feel.
 */
export async function keepTokens(system: RunningSystem, clients: readonly LoadClient[]): Promise<KeptTokens> {
  const tokens = new Map<string, string>();
  let renewedAt = 0;
  let renewing: Promise<void> | undefined;
  let failure: unknown;

  const renewAll = async (): Promise<void> => {
    for (const { id, purposes } of clients) {
      for (const purpose of purposes) {
        tokens.set(`${id} ${purpose}`, await requestToken({ system, clientId: id, purpose }));
      }
    }
    renewedAt = performance.now();
  };
  const renew = async (): Promise<void> => {
    renewing ??= renewAll().finally(() => {
      renewing = undefined;
    });
    await renewing;
  };

  await renew();
  const timer = setInterval(() => {
    if (performance.now() - renewedAt < limits.renewTokensEveryMs) return;
    renew().catch((error: unknown) => {
      failure ??= error;
    });
  }, 1_000);
  return {
    tokens,
    renew: async () => {
      if (failure instanceof Error) throw failure;
      if (performance.now() - renewedAt > limits.renewTokensEveryMs / 3) await renew();
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      await renewing?.catch(() => undefined);
    },
  };
}
