import type { ApolloServer } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { AuditLog, LogReview } from '@hearthgate/audit-log';
import { DateTimeScalar, StudentNumberScalar } from '@hearthgate/schema/scalars';
import { readAuditSdl } from '@hearthgate/schema/sdl';
import { execute } from 'graphql';
import { apolloAround } from '../apollo-around.ts';
import { coerceVariables } from '../coerce-variables.ts';
import type { ReportFault } from '../fault-outcome.ts';
import { CountScalar } from './count-scalar.ts';
import { LeafIndexScalar } from './leaf-index-scalar.ts';
import { oversightResolvers } from './oversight-resolvers.ts';
import { requireOneQuestion } from './require-one-question.ts';
import { reviewFault } from './review-fault.ts';
import type { ReviewRecord } from './review-record.ts';
import { reviewResolvers } from './review-resolvers.ts';

/** What `answerReview` hands to Apollo with the request of a privacy officer. */
export interface ReviewContext {
  readonly record: ReviewRecord;
}

export interface MakeReviewApolloOptions {
  readonly log: AuditLog;
  readonly review: LogReview;
  readonly reportFault: ReportFault;
}

/** Apollo Server over `schema/audit.graphql`: the inside of `answerReview`, as `makeApollo` is of `answerRequest`. */
export function makeReviewApollo(options: MakeReviewApolloOptions): ApolloServer<ReviewContext> {
  const { log, review, reportFault } = options;
  const oversight = oversightResolvers(log, review);
  const schema = makeExecutableSchema<ReviewContext>({
    typeDefs: readAuditSdl(),
    resolvers: {
      DateTime: DateTimeScalar,
      LeafIndex: LeafIndexScalar,
      StudentNumber: StudentNumberScalar,
      Count: CountScalar,
      Query: { ...reviewResolvers(log), ...oversight.Query },
      Mutation: oversight.Mutation,
    },
  });
  return apolloAround<ReviewContext>({
    schema,
    reportFault,
    execute: async ({ document, request }, operation, context) => {
      const variableValues = request.variables ?? {};
      const variables = coerceVariables(schema, operation, variableValues);
      requireOneQuestion({ schema, document, operation, variables });
      const operationName = operation.name?.value;
      const result = await execute({
        schema,
        document,
        operationName,
        variableValues,
        contextValue: context,
      });
      if (result.errors === undefined) return result;
      throw reviewFault(result.errors[0]?.originalError);
    },
  });
}
