import type { RunningSystem } from '../system/start-system.ts';
import type { LoadClient } from './load-clients.ts';

/** Registers clients as an operator does. */
export async function registerClients(system: RunningSystem, clients: readonly LoadClient[]): Promise<void> {
  for (const { id, options } of clients) await system.command(['client', 'add', '--id', id, ...options]);
}
