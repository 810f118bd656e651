import type { Purpose, Role } from '@hearthgate/schema';

/** A field of `HouseholdStatus` in the public schema. */
export type ViewField =
  | 'studentNumber'
  | 'enrollment'
  | 'povertyRegistry'
  | 'subsistenceAllowance'
  | 'disability'
  | 'orphan'
  | 'specialGroups'
  | 'complete'
  | 'qualifies';

/** What one role may see for one purpose. Only `maskFields` makes one. */
export interface FieldMask {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly viewFields: ReadonlySet<ViewField>;
}

const EVERY_FIELD: readonly ViewField[] = [
  'studentNumber',
  'enrollment',
  'povertyRegistry',
  'subsistenceAllowance',
  'disability',
  'orphan',
  'specialGroups',
  'complete',
  'qualifies',
];

/** Who sees what for which purpose. What does not stand here is refused. */
const VIEWS: Partial<Record<Purpose, Partial<Record<Role, readonly ViewField[]>>>> = {
  AID_ELIGIBILITY: {
    SCHOOL_AID_OFFICE: EVERY_FIELD,
    UNIVERSITY_AID_OFFICE: EVERY_FIELD,
    AID_CENTER: EVERY_FIELD,
  },
  FEE_WAIVER: { SCHOOL_AID_OFFICE: ['studentNumber', 'qualifies'] },
  ENROLLMENT_CHECK: {
    UNIVERSITY_AID_OFFICE: ['studentNumber', 'enrollment'],
    AID_CENTER: ['studentNumber', 'enrollment'],
  },
};

/** The mask of a role and a purpose; `undefined` when the role may not use the purpose at all. Deny by default. */
export function maskFields(role: Role, purpose: Purpose): FieldMask | undefined {
  const fields = VIEWS[purpose]?.[role];
  return fields === undefined ? undefined : { role, purpose, viewFields: new Set(fields) };
}
