import { HOUSEHOLD_AGENCIES, type HouseholdAgency, type SpecialGroup } from '@hearthgate/schema';
import { SOURCE_OF_AGENCY } from './evidence.ts';
import { GROUP_RULES } from './group-rules.ts';

/** About whom an agency must be asked. Guardians are never asked about without the student. */
export type PersonsAsked = 'STUDENT' | 'STUDENT_AND_GUARDIANS';

/** The agencies that something is derived from; an agency that is absent must not be asked. */
export type SourceNeeds = Readonly<Partial<Record<HouseholdAgency, PersonsAsked>>>;

/** The fewest agencies, and the fewest persons at each, from which all of the groups can be settled. */
export function sourcesOfGroups(groups: readonly SpecialGroup[]): SourceNeeds {
  const needs: Partial<Record<HouseholdAgency, PersonsAsked>> = {};
  for (const agency of HOUSEHOLD_AGENCIES) {
    const rules = groups.map((group) => GROUP_RULES[group]).filter((rule) => rule !== null);
    const ofAgency = rules.filter((rule) => rule.source === SOURCE_OF_AGENCY[agency]);
    if (ofAgency.length === 0) continue;
    needs[agency] = ofAgency.every((rule) => rule.entryOf === 'STUDENT')
      ? 'STUDENT'
      : 'STUDENT_AND_GUARDIANS';
  }
  return needs;
}
