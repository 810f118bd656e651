import { keysOf } from '../pseudonym/keys-of.ts';
import { personRef } from '../pseudonym/person-ref.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';
import type { Execute } from './in-import-transaction.ts';
import type { PersonEntry } from './register-definition.ts';

/** Persons by pseudonym, under the current key and the previous one: gateways may still hold refs of either. */
export async function insertAssertions(
  execute: Execute,
  persons: readonly PersonEntry[],
  keyRing: PseudonymKeyRing,
): Promise<void> {
  const assertions = keysOf(keyRing).flatMap((key) =>
    persons.map(({ idNumber, category }) => ({ ref: personRef(key, idNumber), category })),
  );
  await execute(
    `insert into register.assertion (ref, category)
     select * from unnest($1::uuid[], $2::text[]) on conflict do nothing`,
    [assertions.map(({ ref }) => ref), assertions.map(({ category }) => category)],
  );
}
