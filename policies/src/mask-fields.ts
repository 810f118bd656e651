import { createHash } from 'node:crypto';
import { AGENCIES, type AgencyName, type Purpose, type Role } from '@hearthgate/schema';
import type { GraphQLSchema } from 'graphql';
import type { Assurance, DecidingPolicy } from './cedar/policy-set.ts';
import type { Policies } from './compile-policies.ts';
import { permitsSharing } from './permits-sharing.ts';
import { SOLE_SOURCE_OF_FIELD, type ViewField } from './view-fields.ts';

/** What one role may see for one purpose. Only `maskFields` makes one. */
export interface FieldMask {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly assurance: Assurance;
  /** Permitted fields of `Query`, `Mutation` and `HouseholdStatus`, as `Type.field`. */
  readonly fields: ReadonlySet<string>;
  /** The permitted fields of `HouseholdStatus`. */
  readonly viewFields: ReadonlySet<ViewField>;
  /** Agencies whose agreement refuses: they are not asked, and what else they would feed is UNKNOWN, `WITHHELD`. */
  readonly withheld: ReadonlySet<AgencyName>;
  /** For each field that is not permitted, the policies that decided so; none where nothing permits it. */
  readonly refusals: ReadonlyMap<string, readonly DecidingPolicy[]>;
  /** Of what is permitted and withheld. */
  readonly hash: string;
  readonly policyHash: string;
}

export interface MaskQuestion {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly assurance: Assurance;
}

/** The types whose fields a mask decides; the fields of other types follow the field that leads to them. */
export const MASKED_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'HouseholdStatus']);

/**
 * The mask of a role, a purpose and an assurance: a field is in it when the base policies permit it and, where one
 * agency alone feeds it, that agency's agreement shares. Deny by default; an agreement's `forbid` beats every permit.
 * `undefined` when the base policies permit no field at all: the role may not use the purpose.
 */
export function maskFields(
  policies: Policies,
  schema: GraphQLSchema,
  question: MaskQuestion,
): FieldMask | undefined {
  const sharing = new Map(
    AGENCIES.map((agency) => [agency, permitsSharing(policies.agreements[agency], { ...question, agency })]),
  );
  const fields = new Set<string>();
  const refusals = new Map<string, readonly DecidingPolicy[]>();
  let permittedByBase = false;
  for (const field of maskedFields(schema)) {
    const base = policies.base.decide({ ...question, action: 'read', resource: field });
    permittedByBase ||= base.permitted;
    const source = SOLE_SOURCE_OF_FIELD[field];
    const decision = base.permitted && source !== undefined ? sharing.get(source) : base;
    if (decision?.permitted) fields.add(field);
    else refusals.set(field, decision?.policies ?? []);
  }
  if (!permittedByBase) return undefined;
  const withheld = new Set(AGENCIES.filter((agency) => sharing.get(agency)?.permitted !== true));
  const permitted = [...fields].sort();
  return {
    ...question,
    fields,
    viewFields: new Set(viewFieldsOf(permitted)),
    withheld,
    refusals,
    hash: createHash('sha256')
      .update(JSON.stringify([permitted, [...withheld]]))
      .digest('hex'),
    policyHash: policies.hash,
  };
}

/** The fields of the public schema that a mask decides, as `Type.field`. */
export function maskedFields(schema: GraphQLSchema): readonly string[] {
  return [...MASKED_TYPES].flatMap((name) => {
    const type = schema.getType(name);
    return type && 'getFields' in type
      ? Object.keys(type.getFields()).map((field) => `${name}.${field}`)
      : [];
  });
}

function viewFieldsOf(fields: readonly string[]): ViewField[] {
  return fields
    .filter((field) => field.startsWith('HouseholdStatus.'))
    .map((field) => field.slice('HouseholdStatus.'.length) as ViewField);
}
