import type { ScreeningRow } from '../store/screening-row.ts';
import { ScreeningVault } from './screening-vault.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

/** What opens a screening; undefined for one that is erased. Throws where its key cannot be unwrapped. */
export function vaultOf(
  { id, wrappedKey, wrappingKey }: Pick<ScreeningRow, 'id' | 'wrappedKey' | 'wrappingKey'>,
  keys: WrappingKeys,
): ScreeningVault | undefined {
  if (wrappedKey === null) return undefined;
  return new ScreeningVault(id, keys.unwrap(id, { wrappedKey, wrappingKey }));
}
