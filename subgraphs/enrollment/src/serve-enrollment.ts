import { CountsScalar } from '@hearthgate/schema/number-lists';
import {
  DateScalar,
  PersonRefScalar,
  PersonRefsScalar,
  StudentNumberScalar,
} from '@hearthgate/schema/scalars';
import {
  type CoveredCall,
  openPool,
  readRegister,
  type ServedAgency,
  serveSubgraph,
} from '@hearthgate/subgraph-kit';
import type { FastifyInstance } from 'fastify';
import { governedEnrollment } from './governed-enrollment.ts';
import { type EnrolledStudents, readRoll } from './read-roll.ts';
import { readRollRows, type RollSnapshot } from './read-roll-rows.ts';
import { rollColumns } from './roll-columns.ts';
import { REF_AGENCIES, type RefField } from './roll-rows.ts';

interface Context {
  readonly call: CoveredCall;
  /** Of all student numbers of the call at once: several fields of one query are one statement. */
  readonly roll: () => Promise<EnrolledStudents>;
  /** The same as columns. */
  readonly rows: () => Promise<RollSnapshot | undefined>;
}

/** Serves enrollment: who is on the asked roll, and under which pseudonyms the agencies know each student's household. */
export async function serveEnrollment(served: ServedAgency): Promise<FastifyInstance> {
  const pool = openPool(served.config.databaseUrl);
  return serveSubgraph<Context>({
    ...served,
    agency: 'enrollment',
    governed: governedEnrollment,
    onClose: () => pool.end(),
    makeContext: (call) => {
      let roll: Promise<EnrolledStudents> | undefined;
      let rows: Promise<RollSnapshot | undefined> | undefined;
      return {
        call,
        roll: () => (roll ??= readRoll({ pool, call })),
        rows: () => (rows ??= readRollRows({ pool, call, ...refFieldsOf(call) })),
      };
    },
    warmUp: () => pool.query('select 1 from shared.register'),
    resolvers: {
      StudentNumber: StudentNumberScalar,
      PersonRef: PersonRefScalar,
      PersonRefs: PersonRefsScalar,
      Counts: CountsScalar,
      Date: DateScalar,
      Query: {
        // The roll is the token's; the argument was found to be the same.
        enrolledStudents: async (_root, { studentNumbers }: { studentNumbers: string[] }, { roll }) => {
          const { asOf, students } = await roll();
          return { asOf, students: studentNumbers.map((number) => students.get(number) ?? null) };
        },
        rollColumns: async (_root, { studentNumbers }: { studentNumbers: string[] }, { call, rows }) => {
          const snapshot = await rows();
          return {
            refsDigest: call.claims.refs_digest,
            ...(snapshot && { asOf: snapshot.asOf, ...rollColumns(studentNumbers, snapshot) }),
          };
        },
        enrollmentRegister: (_root, _arguments, { call }) =>
          readRegister({ pool, call, field: 'enrollmentRegister', column: 'student_numbers' }),
      },
    },
  });
}

/** The pseudonyms that a call names. */
function refFieldsOf({ fields }: CoveredCall): Record<'students' | 'guardians', RefField[]> {
  const asked = (persons: string): RefField[] =>
    REF_AGENCIES.map(({ field }) => field).filter((field) => fields.includes(`${persons}.${field}`));
  // A guardian has no ref at the register of orphans.
  return {
    students: asked('student'),
    guardians: asked('guardians').filter((field) => field !== 'orphansRef'),
  };
}
