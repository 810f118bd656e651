import type { FieldMask, ViewField } from '@hearthgate/policies';
import type { AidProgram } from '@hearthgate/schema';
import { trustedDocumentText } from '@hearthgate/schema/trusted-documents';

export interface StatusDocumentsOptions {
  readonly mask: FieldMask;
  readonly program: AidProgram | undefined;
}

const findings = ['enrollment', 'povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'] as const;
const everything: readonly ViewField[] = [...findings, 'specialGroups', 'complete'];

/** Which trusted document asks for which fields, beside the student number. */
const whole: readonly (readonly [string, readonly ViewField[]])[] = [
  ['class-status.graphql', everything],
  ['class-status-for-program.graphql', [...everything, 'qualifies']],
];
const parts: readonly (readonly [string, readonly ViewField[]])[] = [
  ['enrollment-check.graphql', ['enrollment']],
  ['class-poverty-registry.graphql', ['povertyRegistry']],
  ['class-subsistence-allowance.graphql', ['subsistenceAllowance']],
  ['class-disability.graphql', ['disability']],
  ['class-orphan.graphql', ['orphan']],
  ['class-special-groups.graphql', ['specialGroups', 'complete']],
  ['class-qualifies.graphql', ['qualifies']],
];

/**
 * The texts of the trusted documents that together ask for the mask's fields and no other, since one outside refuses the whole
 * request: one document where one asks for all, else (a veto took fields away) one for each part that is left.
 */
export function statusDocuments({ mask, program }: StatusDocumentsOptions): readonly [string, ...string[]] {
  const asked = [...mask.viewFields].filter(
    (field) => field !== 'studentNumber' && (field !== 'qualifies' || program !== undefined),
  );
  const all = whole.find(([, fields]) => fields.length === asked.length && asks(asked, fields));
  const [first, ...others] = all ? [all] : parts.filter(([, fields]) => asks(asked, fields));
  return [
    trustedDocumentText(first?.[0] ?? 'class-on-roll.graphql'),
    ...others.map(([file]) => trustedDocumentText(file)),
  ];
}

function asks(asked: readonly ViewField[], fields: readonly ViewField[]): boolean {
  return fields.every((field) => asked.includes(field));
}
