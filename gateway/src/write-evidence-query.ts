import { type EvidencePlan, type Question, SOURCE_OF_AGENCY, type SourceNeeds } from '@hearthgate/policies';
import { type AgencyName, HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import type { RollBounds } from '@hearthgate/access-token';

export interface EvidenceQuery {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The name, in an evidence query's answer, of the part that answers a question of the plan. */
export function partName(index: number): string {
  return `question${String(index)}`;
}

/** The query field of an agency's schema that gives its register's as-of date and counts. */
export function registerField(agency: AgencyName): string {
  return agency === 'enrollment' ? 'enrollmentRegister' : `${SOURCE_OF_AGENCY[agency]}Register`;
}

/** Writes a plan as one query against the evidence schema. It names the planned fields, about the planned persons; `undefined`: nothing. */
export function writeEvidenceQuery(
  plan: EvidencePlan,
  roll: RollBounds | undefined,
): EvidenceQuery | undefined {
  const variables: Record<string, unknown> = {};
  const parameters: string[] = [];
  const parts = plan.questions.flatMap((question, index) => {
    if (question.withheld.has('enrollment')) return [];
    const numbers = `numbers${String(index)}`;
    parameters.push(`$${numbers}: [StudentNumber!]!`);
    variables[numbers] = [...new Set(question.studentNumbers)];
    return [
      `${partName(index)}: enrolledStudents(roll: $roll, studentNumbers: $${numbers}) ${studentsSelection(question)}`,
    ];
  });
  if (parts.length > 0) {
    parameters.push('$roll: RollInput!');
    variables['roll'] = roll ?? {};
  }
  for (const agency of plan.registers) parts.push(`${registerField(agency)} { asOf accepted rejected }`);
  if (parts.length === 0) return undefined;
  const signature = parameters.length > 0 ? `(${parameters.join(', ')})` : '';
  return { text: `query Evidence${signature} { ${parts.join(' ')} }`, variables };
}

function studentsSelection({ needs }: Question): string {
  return `{ asOf students { studentNumber stages student { __typename ${standings(needs, 'STUDENT')} } guardians { __typename ${standings(needs, 'GUARDIANS')} } } }`;
}

function standings(needs: SourceNeeds, persons: 'STUDENT' | 'GUARDIANS'): string {
  return HOUSEHOLD_AGENCIES.filter((agency) =>
    persons === 'STUDENT' ? needs[agency] !== undefined : needs[agency] === 'STUDENT_AND_GUARDIANS',
  )
    .map((agency) => `${SOURCE_OF_AGENCY[agency]} { asOf categories }`)
    .join(' ');
}
