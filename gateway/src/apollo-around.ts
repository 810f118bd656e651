import { ApolloServer, type BaseContext } from '@apollo/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { Refusal } from './errors.ts';
import { internalRefusal, type ReportFault } from './fault-outcome.ts';
import { limits } from './limits.ts';
import { shownError } from './shown-error.ts';

type Gateway = NonNullable<ConstructorParameters<typeof ApolloServer<BaseContext>>[0]['gateway']>;

/** What Apollo hands to an executor: a parsed document, valid against the schema, and what came with it. */
export type ExecutorRequest = Parameters<NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>>[0];

export interface RecordedContext extends BaseContext {
  readonly record: { readonly traceId: string };
}

export interface ApolloAroundOptions<Context extends RecordedContext> {
  readonly schema: GraphQLSchema;
  /** Gives data, or throws: a `Refusal` is shown as it stands, anything else is a fault. */
  readonly execute: (
    request: ExecutorRequest,
    operation: ExecutorRequest['operation'],
    context: Context,
  ) => Promise<ExecutionResult>;
  readonly reportFault: ReportFault;
}

/**
 * Apollo Server as GraphQL over HTTP around an executor of ours: it parses and validates, within bounds, and its errors
 * leave without what they quote.
 */
export function apolloAround<Context extends RecordedContext>(
  options: ApolloAroundOptions<Context>,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: options.schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: () => Promise.resolve({ executor: (request) => dataOrErrors(request, options) }),
      stop: () => Promise.resolve(),
    },
    // Who may introspect is the executors' decision: Apollo could only refuse it to all.
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

async function dataOrErrors<Context extends RecordedContext>(
  request: ExecutorRequest,
  { execute, reportFault }: ApolloAroundOptions<Context>,
): Promise<ExecutionResult> {
  const context = request.context as Context;
  // Apollo leaves a document without the named operation to the executor, against its own types.
  const operation = request.operation as ExecutorRequest['operation'] | undefined;
  try {
    if (!operation) throw new Refusal('BAD_USER_INPUT', 'name one of the operations in operationName');
    return await execute(request, operation, context);
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : internalRefusal(error, context.record.traceId, reportFault);
    return { errors: [refusal.toGraphQLError()] };
  }
}
