import { createHash } from 'node:crypto';
import {
  type AgencyAnswer,
  type AgencyCall,
  AgencyUnavailable,
  type AskAgency,
} from '@hearthgate/gateway/lanes';
import {
  AGENCIES,
  type AgencyName,
  formatPersonRef,
  type HouseholdAgency,
  type Stage,
} from '@hearthgate/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import { buildSchema, type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';
import { rollColumnsInMemory, standingsInMemory, type StudentInMemory } from './columns-in-memory.ts';
import { turns } from './turns.ts';

/** What an agency does with every call: answers, is slow to, is gone, answers with an error, or never answers. */
export type Temper = 'answers' | 'slow' | 'gone' | 'errors' | 'freezes';

export interface RollStudent {
  readonly school: string;
  readonly stages: readonly Stage[];
  /** The student as a person; null without an ID number. */
  readonly person: string | null;
  readonly guardians: readonly string[];
}

/** All that the agencies hold. */
export interface World {
  readonly roll: ReadonlyMap<string, RollStudent>;
  /** Agencies that hold no register yet. */
  readonly without: ReadonlySet<AgencyName>;
  /** Categories of persons, by agency; who is missing is not listed. */
  readonly listed: Readonly<Record<HouseholdAgency, ReadonlyMap<string, readonly string[]>>>;
  readonly temper: Readonly<Record<AgencyName, Temper>>;
}

const asOf: Readonly<Record<AgencyName, string>> = {
  enrollment: '2026-11-01',
  'poverty-registry': '2026-10-01',
  'subsistence-allowance': '2026-10-02',
  disability: '2026-10-03',
  orphans: '2026-10-04',
};

const schemas = new Map<AgencyName, GraphQLSchema>(
  AGENCIES.map((agency) => [agency, buildSchema(readAgencySdl(agency), { assumeValidSDL: true })]),
);
const documents = new Map<string, DocumentNode>();

/** The agencies of a world, asked without a wire between: what is sent is executed by GraphQL against their schemas. */
export function agenciesInMemory(world: World): AskAgency {
  return async (call) => {
    const { agency, deadline } = call;
    if (world.temper[agency] === 'gone') throw new AgencyUnavailable(agency, 'UNREACHABLE');
    if (world.temper[agency] === 'errors') throw new AgencyUnavailable(agency, 'REFUSED');
    if (world.temper[agency] === 'freezes') {
      if (!deadline.aborted)
        await new Promise((resolve) => {
          deadline.addEventListener('abort', resolve);
        });
      throw new AgencyUnavailable(agency, 'LATE');
    }
    await turns(world.temper[agency] === 'slow' ? 5 : 1);
    return answer(world, call);
  };
}

async function answer(world: World, { agency, query, variables }: AgencyCall): Promise<AgencyAnswer> {
  const schema = schemas.get(agency);
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  if (!schema) throw new Error(`no schema of ${agency}`);
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: variables,
    rootValue: agency === 'enrollment' ? enrollment(world) : household(world, agency),
  });
  if (errors || !data) throw new AgencyUnavailable(agency, 'REFUSED');
  // Through JSON, as over a wire.
  return { data: JSON.parse(JSON.stringify(data)) as AgencyAnswer['data'] };
}

function registerOf(world: World, agency: AgencyName): object | null {
  return world.without.has(agency) ? null : { asOf: asOf[agency], accepted: 7, rejected: 1 };
}

interface RollArguments {
  readonly roll: { readonly schoolCode?: string };
  readonly studentNumbers: readonly string[];
}

function enrollment(world: World): object {
  const held = !world.without.has('enrollment');
  const find = ({ roll, studentNumbers }: RollArguments): (StudentInMemory | null)[] =>
    studentNumbers.map((studentNumber) => {
      const student = held ? world.roll.get(studentNumber) : undefined;
      if (!student || (roll.schoolCode !== undefined && student.school !== roll.schoolCode)) return null;
      return {
        stages: student.stages,
        student: student.person === null ? null : linked(student.person, true),
        guardians: student.guardians.map((guardian) => linked(guardian, false)),
      };
    });
  return {
    enrollmentRegister: registerOf(world, 'enrollment'),
    enrolledStudents: (asked: RollArguments) => ({
      asOf: held ? asOf.enrollment : null,
      students: find(asked).map(
        (student, at) => student && { studentNumber: asked.studentNumbers[at], ...student },
      ),
    }),
    rollColumns: (asked: RollArguments) =>
      rollColumnsInMemory(asked.studentNumbers, held ? asOf.enrollment : null, find(asked)),
  };
}

function linked(person: string, isStudent: boolean): Readonly<Record<string, string | null>> {
  return {
    povertyRegistryRef: refOf('poverty-registry', person),
    subsistenceAllowanceRef: refOf('subsistence-allowance', person),
    disabilityRef: refOf('disability', person),
    orphansRef: isStudent ? refOf('orphans', person) : null,
  };
}

const fields = {
  'poverty-registry': 'povertyRegistry',
  'subsistence-allowance': 'subsistenceAllowance',
  disability: 'disability',
  orphans: 'orphans',
} as const satisfies Record<HouseholdAgency, string>;

function household(world: World, agency: HouseholdAgency): object {
  const field = fields[agency];
  const listed = new Map(
    [...world.listed[agency]].map(([person, categories]) => [refOf(agency, person), categories]),
  );
  const held = !world.without.has(agency);
  const standing = (ref: string): object => ({
    asOf: held ? asOf[agency] : null,
    categories: held ? (listed.get(ref) ?? []) : null,
  });
  return {
    [`${field}Register`]: registerOf(world, agency),
    [`${field}Standings`]: ({ refs }: { readonly refs: readonly string[] }) =>
      standingsInMemory(refs, held ? asOf[agency] : null, (ref) => listed.get(ref) ?? []),
    [`personsBy${field.charAt(0).toUpperCase()}${field.slice(1)}Ref`]: ({
      refs,
    }: {
      readonly refs: readonly string[];
    }) => refs.map((ref) => ({ [`${field}Ref`]: ref, [field]: standing(ref) })),
  };
}

/** A pseudonym that nobody can tell the person from, another at each agency. */
export function refOf(agency: HouseholdAgency, person: string): string {
  return formatPersonRef(1, createHash('md5').update(`${agency} ${person}`).digest('hex'));
}
