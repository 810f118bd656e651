import { ApolloServer } from '@apollo/server';
import { type ExecutionResult, type GraphQLSchema } from 'graphql';
import { Refusal } from './errors.ts';
import type { SubjectBudget } from './budget/spend-subjects.ts';
import { executeDocument } from './execute-document.ts';
import type { PurposeGrant } from './access-token/purpose-grant.ts';
import type { Lane } from './lane.ts';
import { limits } from './limits.ts';
import type { PolicyKeeper } from './policies/policy-keeper.ts';
import { shownError } from './shown-error.ts';

/** What `answerRequest` hands to Apollo with a verified request. */
export interface GatewayContext {
  readonly grant: PurposeGrant;
  readonly deadline: AbortSignal;
}

export interface MakeApolloOptions {
  readonly publicSchema: GraphQLSchema;
  readonly lane: Lane;
  readonly policies: PolicyKeeper;
  readonly budget: SubjectBudget;
  readonly reportFault: (error: unknown) => void;
}

/**
 * Apollo Server as GraphQL over HTTP: it parses and validates; its executor masks, plans and fetches. It is the inside
 * of `answerRequest`, and no request reaches it without a verified token.
 */
export function makeApollo(options: MakeApolloOptions): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: options.publicSchema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: () => Promise.resolve({ executor: (request) => execute(request, options) }),
      stop: () => Promise.resolve(),
    },
    // By the mask, for each client: Apollo could only refuse it to all (documents/with-introspection.ts).
    introspection: true,
    parseOptions: { maxTokens: limits.maxDocumentTokens },
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    formatError: shownError,
  });
}

type ExecutorRequest = Parameters<NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>>[0];
type Gateway = NonNullable<ConstructorParameters<typeof ApolloServer<GatewayContext>>[0]['gateway']>;

async function execute(request: ExecutorRequest, options: MakeApolloOptions): Promise<ExecutionResult> {
  const { lane, policies, budget, reportFault } = options;
  const { grant, deadline } = request.context as GatewayContext;
  // Apollo leaves a document without the named operation to the executor, against its own types.
  const operation = request.operation as typeof request.operation | undefined;
  try {
    if (!operation) throw new Refusal('BAD_USER_INPUT', 'name one of the operations in operationName');
    const result = await executeDocument({
      lane,
      policies,
      grant,
      budget,
      deadline,
      document: request.document,
      operation,
      variables: request.request.variables ?? {},
      now: new Date(),
    });
    if (result.errors === undefined) return result;
    throw new Error('deriving or projecting the answer failed', { cause: result.errors[0]?.originalError });
  } catch (error) {
    if (error instanceof Refusal) return { errors: [error.toGraphQLError()] };
    reportFault(error);
    return { errors: [new Refusal('INTERNAL', 'internal error').toGraphQLError()] };
  }
}
