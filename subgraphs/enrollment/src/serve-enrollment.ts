import { DateScalar, PersonRefScalar, StudentNumberScalar } from '@hearthgate/schema';
import { type AgencyServiceConfig, openPool, readRegister, serveSubgraph } from '@hearthgate/subgraph-kit';
import type { FastifyInstance } from 'fastify';
import { readRoll, type RollBounds } from './read-roll.ts';

interface EnrolledStudentsArguments {
  readonly roll: RollBounds;
  readonly studentNumbers: readonly string[];
}

/** Serves enrollment: who is on the asked roll, and under which pseudonyms the agencies know each student's household. */
export async function serveEnrollment(config: AgencyServiceConfig): Promise<FastifyInstance> {
  const pool = openPool(config.databaseUrl);
  return serveSubgraph({
    agency: 'enrollment',
    port: config.port,
    onClose: () => pool.end(),
    warmUp: () => readRegister(pool),
    makeContext: () => ({}),
    resolvers: {
      StudentNumber: StudentNumberScalar,
      PersonRef: PersonRefScalar,
      Date: DateScalar,
      Query: {
        enrolledStudents: (_root, { roll, studentNumbers }: EnrolledStudentsArguments) =>
          readRoll({ pool, roll, studentNumbers }),
        enrollmentRegister: () => readRegister(pool),
      },
    },
  });
}
