import { DateScalar, PersonRefScalar, StudentNumberScalar } from '@hearthgate/schema';
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

interface Context {
  readonly call: CoveredCall;
  /** Of all student numbers of the call at once: several fields of one query are one statement. */
  readonly roll: () => Promise<EnrolledStudents>;
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
      return { call, roll: () => (roll ??= readRoll({ pool, call })) };
    },
    warmUp: () => pool.query('select 1 from shared.register'),
    resolvers: {
      StudentNumber: StudentNumberScalar,
      PersonRef: PersonRefScalar,
      Date: DateScalar,
      Query: {
        // The roll is the token's; the argument was found to be the same.
        enrolledStudents: async (_root, { studentNumbers }: { studentNumbers: string[] }, { roll }) => {
          const { asOf, students } = await roll();
          return { asOf, students: studentNumbers.map((number) => students.get(number) ?? null) };
        },
        enrollmentRegister: (_root, _arguments, { call }) =>
          readRegister({ pool, call, field: 'enrollmentRegister', column: 'student_numbers' }),
      },
    },
  });
}
