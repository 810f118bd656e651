import type { HouseholdAgency } from '@hearthgate/schema';
import { personRef } from '../pseudonym/person-ref.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';
import type { StudentEntry } from './register-definition.ts';

export type KeyRings = Readonly<Record<HouseholdAgency, PseudonymKeyRing>>;

/** A row of `register.roll`: the student and the guardians by each agency's pseudonyms, under its current key. */
export function rollRow(entry: Omit<StudentEntry, 'onRoll'>, keyRings: KeyRings): Record<string, unknown> {
  const student = (agency: HouseholdAgency): string | null =>
    entry.idNumber === null ? null : personRef(keyRings[agency].current, entry.idNumber);
  const guardians = (agency: HouseholdAgency): string[] =>
    entry.guardianIdNumbers.map((idNumber) => personRef(keyRings[agency].current, idNumber));
  return {
    student_number: entry.studentNumber,
    school_code: entry.schoolCode,
    stage: entry.stage,
    has_identity_number: entry.idNumber !== null,
    poverty_registry_student: student('poverty-registry'),
    poverty_registry_guardians: guardians('poverty-registry'),
    subsistence_allowance_student: student('subsistence-allowance'),
    subsistence_allowance_guardians: guardians('subsistence-allowance'),
    disability_student: student('disability'),
    disability_guardians: guardians('disability'),
    orphans_student: student('orphans'),
  };
}
