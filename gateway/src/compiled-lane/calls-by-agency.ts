import { AGENCIES, type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import type { AskAgency } from '../agencies/agency-caller.ts';
import { CallSlots } from '../agencies/call-slots.ts';
import type { SharedCalls } from '../agencies/shared-calls.ts';
import type { Register } from '../lane.ts';
import { limits } from '../limits.ts';
import type { ObserveAgencyCall } from '../telemetry/observe-agency-calls.ts';
import { registerField } from '../write-evidence-query.ts';
import { type AgencyQuestion, agencyCalls, partsOf } from './agency-calls.ts';
import { type AgencySource, type AgencySources, MANY_PERSONS } from './agency-sources.ts';
import { readCount, readDate, readRecord } from './answer-checks.ts';
import { readRoll, type RefFields, type Roll, rollOf } from './read-roll.ts';
import { readStandings, type Standings, standingsOf } from './read-standings.ts';

/** Enrollment is asked with a roll in the arguments too; an empty one, which it refuses, of a caller without. */
export interface RollQuestion extends AgencyQuestion {
  readonly refFields: RefFields;
}

/** All calls that the compiled lane makes, by agency. */
export interface CallsByAgency {
  readonly roll: SharedCalls<RollQuestion, Roll>;
  readonly standings: Readonly<Record<HouseholdAgency, SharedCalls<AgencyQuestion, Standings>>>;
  /** Null of an agency that holds no register yet. */
  readonly registers: Readonly<Record<AgencyName, SharedCalls<AgencyQuestion, Register | null>>>;
}

export interface CallsByAgencyOptions {
  readonly sources: AgencySources;
  readonly ask: AskAgency;
  readonly observeCall: ObserveAgencyCall;
}

/** The calls of all agencies; those to one agency share its slots, whatever they ask. */
export function callsByAgency({ sources, ...calling }: CallsByAgencyOptions): CallsByAgency {
  const slots = byAgency(AGENCIES, () => new CallSlots(limits.agencyCalls));
  return {
    roll: agencyCalls({
      agency: 'enrollment',
      name: 'roll',
      ...calling,
      slots: slots.enrollment,
      variables: ({ roll = {} }, studentNumbers) => ({ roll, studentNumbers }),
      read: (data, shares, studentNumbers, { refFields }) => {
        const whole = readRoll(data, studentNumbers, refFields);
        return partsOf(shares, (first, count) => rollOf(whole, first, count));
      },
    }),
    standings: byAgency(HOUSEHOLD_AGENCIES, (agency) =>
      agencyCalls({
        agency,
        name: 'standings',
        ...calling,
        slots: slots[agency],
        variables: (_question, refs) => ({ [sources[agency].argument]: refs }),
        read: (data, shares, refs) => {
          const subjects = shares.reduce((sum, share) => sum + share.subjects, 0);
          const whole = readStandings(data, sources[agency], { refs, subjects });
          return partsOf(shares, (first, count) => standingsOf(whole, first, count));
        },
      }),
    ),
    registers: byAgency(AGENCIES, (agency) =>
      agencyCalls({
        agency,
        name: 'register',
        ...calling,
        slots: slots[agency],
        variables: () => ({}),
        read: (data, shares) => {
          const register = readRegister(agency, data[registerField(agency)]);
          return shares.map(() => register);
        },
      }),
    ),
  };
}

/** The query for standings at an agency. */
export function standingsQuery({ standingsField, argument }: AgencySource): string {
  return `query ($${argument}: ${MANY_PERSONS}) { ${standingsField}(${argument}: $${argument}) { refsDigest asOf listed { category positions } } }`;
}

export function rollQuery({ student, guardians }: RefFields): string {
  const columns = (persons: string, fields: readonly string[]): string =>
    fields.length === 0 ? '' : ` ${persons} { ${fields.map((field) => `${field}s`).join(' ')} }`;
  return `query ($roll: RollInput!, $studentNumbers: [StudentNumber!]!) { rollColumns(roll: $roll, studentNumbers: $studentNumbers) { refsDigest asOf membership stageSets stages guardianCounts${columns('students', student)}${columns('guardians', guardians)} } }`;
}

export function registerQuery(agency: AgencyName): string {
  return `{ ${registerField(agency)} { asOf accepted rejected } }`;
}

function readRegister(agency: AgencyName, value: unknown): Register | null {
  if (value === null) return null;
  const { asOf, accepted, rejected } = readRecord(value);
  return { agency, asOf: readDate(asOf), accepted: readCount(accepted), rejected: readCount(rejected) };
}

function byAgency<Name extends AgencyName, Value>(
  agencies: readonly Name[],
  make: (agency: Name) => Value,
): Readonly<Record<Name, Value>> {
  const entries = agencies.map((agency) => [agency, make(agency)] as const);
  return Object.fromEntries(entries) as Record<Name, Value>;
}
