import type { ScreeningRow } from '../store/screening-row.ts';
import { grantedPlace } from './granted-place.ts';
import { ScreeningVault } from './screening-vault.ts';
import type { WrappingKeys } from './wrapping-keys.ts';

/**
 * What opens a screening; undefined for one that is erased. Throws where its key cannot be unwrapped, `NotAsSealed` where
 * its grant is not the one that it was begun under.
 */
export function vaultOf(
  row: Pick<ScreeningRow, 'id' | 'grant' | 'program' | 'wrappedKey' | 'wrappingKey'>,
  keys: WrappingKeys,
): ScreeningVault | undefined {
  const { id, wrappedKey, wrappingKey } = row;
  if (wrappedKey === null) return undefined;
  return new ScreeningVault(id, keys.unwrap(grantedPlace(row), { wrappedKey, wrappingKey }));
}
