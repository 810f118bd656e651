import type { FieldMask } from '@hearthgate/policies';
import type { AidProgram } from '@hearthgate/schema';
import { findingColumns } from './result-columns.ts';

export interface StatusQueryOptions {
  readonly mask: FieldMask;
  readonly program: AidProgram | undefined;
}

/**
 * The document that asks for a chunk of a roster: the fields of the mask and no other, since one outside refuses the whole
 * request. Its variables are `studentNumbers` and, where the document declares it, `program`.
 */
export function writeStatusQuery({ mask, program }: StatusQueryOptions): string {
  const has = mask.viewFields;
  const asksProgram = program !== undefined && has.has('qualifies');
  const fields = [
    ...(has.has('studentNumber') ? ['studentNumber'] : []),
    ...findingColumns
      .filter(({ field }) => has.has(field))
      .map(({ field }) => `${field} { answer unknownReason }`),
    ...(['specialGroups', 'complete'] as const).filter((field) => has.has(field)),
    ...(asksProgram ? ['qualifies(program: $program) { answer unknownReason }'] : []),
  ];
  return `query ScreenRoster($studentNumbers: [StudentNumber!]!${asksProgram ? ', $program: AidProgram!' : ''}) {
  householdStatuses(studentNumbers: $studentNumbers) {
    __typename
    ... on HouseholdStatus {
      ${['__typename', ...fields].join('\n      ')}
    }
    ... on NotOnRoll { studentNumber }
  }
}`;
}
