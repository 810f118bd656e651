import type { ApolloServer } from '@apollo/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { PurposeGrant } from './access-token/purpose-grant.ts';
import { apolloAround } from './apollo-around.ts';
import type { RequestRecord } from './audit/request-record.ts';
import type { SubjectBudget } from './budget/spend-subjects.ts';
import { executeDocument, type ExecuteDocumentOptions } from './execute-document.ts';
import { Refusal } from './errors.ts';
import type { ReportFault } from './fault-outcome.ts';
import type { Lane } from './lane.ts';
import type { PolicyKeeper } from './policies/policy-keeper.ts';
import { subjectOf } from './screening/api/subject-of.ts';
import {
  executeScreeningDocument,
  type ExecuteScreeningDocumentOptions,
} from './screening/api/execute-screening-document.ts';
import type { RequestTrace } from './telemetry/request-trace.ts';

/** What `answerRequest` hands to Apollo with a verified request. */
export interface GatewayContext {
  readonly grant: PurposeGrant;
  readonly record: RequestRecord;
  readonly trace: RequestTrace;
  readonly deadline: AbortSignal;
}

export interface MakeApolloOptions {
  readonly publicSchema: GraphQLSchema;
  readonly lane: Lane;
  readonly policies: PolicyKeeper;
  readonly budget: SubjectBudget;
  readonly screenings: ExecuteScreeningDocumentOptions['screenings'];
  readonly reportFault: ReportFault;
}

/**
 * Apollo Server over `schema/public.graphql`; its executor masks, plans and fetches. It is the inside of
 * `answerRequest`, and no request reaches it without a verified token.
 */
export function makeApollo(fixed: MakeApolloOptions): ApolloServer<GatewayContext> {
  return apolloAround<GatewayContext>({
    schema: fixed.publicSchema,
    reportFault: fixed.reportFault,
    execute: async (request, operation, context) => {
      const result = await executeEither({
        ...fixed,
        ...context,
        document: request.document,
        operation,
        variables: request.request.variables ?? {},
        now: new Date(),
      });
      if (result.errors === undefined) return result;
      throw new Error('deriving or projecting the answer failed', { cause: result.errors[0]?.originalError });
    },
  });
}

function executeEither(
  options: ExecuteDocumentOptions & ExecuteScreeningDocumentOptions,
): Promise<ExecutionResult> {
  switch (subjectOf(options.document)) {
    case 'students':
      return executeDocument(options);
    case 'screenings':
      return executeScreeningDocument(options);
    case 'both':
      throw new Refusal('BAD_USER_INPUT', 'ask about students and about screenings in two requests');
  }
}
