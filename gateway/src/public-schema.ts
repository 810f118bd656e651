import { makeExecutableSchema } from '@graphql-tools/schema';
import { type AidProgram, DateScalar, StudentNumberScalar } from '@hearthgate/schema';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import type { GraphQLSchema } from 'graphql';
import { type Answers, answerOf, type HouseholdStatusAnswer } from './answers.ts';

/** All that a client can name, with resolvers that read the answers of one request and fetch nothing. */
export function makePublicSchema(): GraphQLSchema {
  return makeExecutableSchema<Answers>({
    typeDefs: readPublicSdl(),
    resolvers: {
      StudentNumber: StudentNumberScalar,
      Date: DateScalar,
      Query: {
        householdStatus: (_root, { studentNumber }: { studentNumber: string }, answers, info) =>
          answerOf(answers, info.path.key, studentNumber),
        householdStatuses: (_root, { studentNumbers }: { studentNumbers: string[] }, answers, info) =>
          studentNumbers.map((studentNumber) => answerOf(answers, info.path.key, studentNumber)),
        registers: (_root, _arguments, answers) => answers.registers,
      },
      HouseholdStatus: {
        enrollment: ({ status }: HouseholdStatusAnswer) => status.enrollment,
        povertyRegistry: ({ status }: HouseholdStatusAnswer) => status.povertyRegistry,
        subsistenceAllowance: ({ status }: HouseholdStatusAnswer) => status.subsistenceAllowance,
        disability: ({ status }: HouseholdStatusAnswer) => status.disability,
        orphan: ({ status }: HouseholdStatusAnswer) => status.orphan,
        specialGroups: ({ status }: HouseholdStatusAnswer) => status.specialGroups,
        complete: ({ status }: HouseholdStatusAnswer) => status.complete,
        qualifies: ({ status }: HouseholdStatusAnswer, { program }: { program: AidProgram }) =>
          status.qualifies(program),
      },
    },
  });
}
