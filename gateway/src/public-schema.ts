import { makeExecutableSchema } from '@graphql-tools/schema';
import { DateScalar, DateTimeScalar, StudentNumberScalar } from '@hearthgate/schema/scalars';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import type { GraphQLSchema } from 'graphql';
import { type Answers, answersTo, type HouseholdStatusAnswer } from './answers.ts';
import { type StatusArguments, statusFields } from './status-fields.ts';

/** All that a client can name, with resolvers that read the answers of one request and fetch nothing. */
export function makePublicSchema(): GraphQLSchema {
  return makeExecutableSchema<Answers>({
    typeDefs: readPublicSdl(),
    resolvers: {
      StudentNumber: StudentNumberScalar,
      Date: DateScalar,
      DateTime: DateTimeScalar,
      Query: {
        householdStatus: (_root, _arguments, answers, info) => answersTo(answers, info.path.key)[0],
        householdStatuses: (_root, _arguments, answers, info) => answersTo(answers, info.path.key),
        registers: (_root, _arguments, answers) => answers.registers,
      },
      HouseholdStatus: Object.fromEntries(
        Object.entries(statusFields).map(([field, read]) => [
          field,
          ({ status }: HouseholdStatusAnswer, given: StatusArguments) => read(status, given),
        ]),
      ),
    },
  });
}
