import {
  AGENCIES,
  type AgencyName,
  HOUSEHOLD_AGENCIES,
  type Purpose,
  PURPOSES,
  type Role,
  ROLES,
} from '@hearthgate/schema';
import type { GraphQLSchema } from 'graphql';
import type { Assurance, DecidingPolicy } from '../cedar/policy-set.ts';
import type { Policies } from '../compile-policies.ts';
import { maskedFields, maskFields } from '../mask-fields.ts';
import { type DerivedField, SOURCES_OF_FIELD } from '../sources-of-field.ts';

/** `WITHHELD`: the base policies permit the field, and the agency that alone feeds it does not share. */
export type CellState = 'PERMITTED' | 'REFUSED' | 'WITHHELD';

export interface MatrixCell {
  readonly purpose: Purpose;
  readonly field: string;
  readonly role: Role;
  readonly assurance: Assurance;
  readonly state: CellState;
  /** Of a permitted field: the agencies that would feed it too and do not share; what rests on them is unknown. */
  readonly without: readonly AgencyName[];
  /** Those that decide a refusal; none where nothing permits the field. */
  readonly policies: readonly DecidingPolicy[];
}

/** What every role may see for every purpose, field by field: all that policies say, written out. */
export function policyMatrix(policies: Policies, schema: GraphQLSchema): readonly MatrixCell[] {
  const fields = maskedFields(schema);
  return PURPOSES.flatMap((purpose) =>
    ROLES.flatMap((role) =>
      (['bearer', 'dpop'] as const).flatMap((assurance) => {
        const mask = maskFields(policies, schema, { role, purpose, assurance });
        return fields.map((field): MatrixCell => {
          const asked = { purpose, field, role, assurance };
          if (mask?.fields.has(field)) {
            const without = feeding(field).filter((agency) => mask.withheld.has(agency));
            return { ...asked, state: 'PERMITTED', without, policies: [] };
          }
          const base = policies.base.decide({ ...asked, action: 'read', resource: field });
          const state = base.permitted ? 'WITHHELD' : 'REFUSED';
          return { ...asked, state, without: [], policies: mask?.refusals.get(field) ?? [] };
        });
      }),
    ),
  );
}

/** The agencies that a field rests on; `qualifies` on those of its program, and so maybe on any. */
function feeding(field: string): readonly AgencyName[] {
  if (field === 'Query.registers') return AGENCIES;
  const [type, name = ''] = field.split('.');
  if (type !== 'HouseholdStatus' || name === 'studentNumber') return [];
  const sources = name === 'qualifies' ? undefined : SOURCES_OF_FIELD[name as DerivedField];
  return ['enrollment', ...HOUSEHOLD_AGENCIES.filter((agency) => !sources || agency in sources)];
}
