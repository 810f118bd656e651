import { hash } from 'node:crypto';
import type { ScreeningRow } from '../store/screening-row.ts';

/**
 * What a screening's key is wrapped for: the screening, and all that was granted to it. So a row that was written by
 * somebody who has the database and not the wrapping key, or whose grant was changed, opens nothing and asks nobody.
 */
export function grantedPlace({ id, grant, program }: Pick<ScreeningRow, 'id' | 'grant' | 'program'>): string {
  const { client, role, purpose, location, legalBasis, caseRef, bounds, assurance } = grant;
  const granted = [client, role, purpose, location, legalBasis, caseRef ?? null, bounds, assurance];
  // As a hash: errors name the place.
  return `${id} ${hash('sha256', JSON.stringify([...granted, program ?? null]))}`;
}
