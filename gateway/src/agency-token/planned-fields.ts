import { type EvidencePlan, SOURCE_OF_AGENCY } from '@hearthgate/policies';
import { type AgencyName, HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { registerField } from '../write-evidence-query.ts';

/**
 * What a plan needs of an agency, by the names that the agencies govern their schemas by. Told from the plan and never
 * from a query, so that a query that asks for more than was planned is refused by the agency.
 */
export function plannedFields({ questions, registers }: EvidencePlan, agency: AgencyName): readonly string[] {
  const fields = new Set<string>();
  for (const { needs, withheld } of questions) {
    if (withheld.has('enrollment')) continue;
    if (agency !== 'enrollment') {
      if (needs[agency] !== undefined) fields.add(SOURCE_OF_AGENCY[agency]);
      continue;
    }
    fields.add('enrolledStudents').add('stages');
    for (const household of HOUSEHOLD_AGENCIES) {
      const ref = `${SOURCE_OF_AGENCY[household]}Ref`;
      if (needs[household] !== undefined) fields.add(`student.${ref}`);
      if (needs[household] === 'STUDENT_AND_GUARDIANS') fields.add(`guardians.${ref}`);
    }
  }
  if (registers.includes(agency)) fields.add(registerField(agency));
  return [...fields];
}
