import { HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import type { PersonsAsked, SourceNeeds } from './sources-of-groups.ts';

/** The fewest agencies and persons that serve all of the needs. Independent of their order. */
export function unionOfSources(needs: Iterable<SourceNeeds>): SourceNeeds {
  const all = [...needs];
  const union: Partial<Record<HouseholdAgency, PersonsAsked>> = {};
  for (const agency of HOUSEHOLD_AGENCIES) {
    const asked = all.map((need) => need[agency]).filter((persons) => persons !== undefined);
    if (asked.length === 0) continue;
    union[agency] = asked.includes('STUDENT_AND_GUARDIANS') ? 'STUDENT_AND_GUARDIANS' : 'STUDENT';
  }
  return union;
}
