import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import fastifyApollo from '@as-integrations/fastify';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { IResolvers } from '@graphql-tools/utils';
import { withoutRouteSchemas } from '@hearthgate/process';
import type { AgencyName, AgencyTokenClaims } from '@hearthgate/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import Fastify, { type FastifyInstance } from 'fastify';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { coverCall, type CoveredCall } from '../agency-token/cover-call.ts';
import { gatewayKeys } from '../agency-token/gateway-keys.ts';
import { type GovernedFields, requireGoverned } from '../agency-token/governed-fields.ts';
import { verifyAgencyToken } from '../agency-token/verify-agency-token.ts';
import { CallRefused } from '../errors.ts';
import { serveOperator } from '../operator/serve-operator.ts';
import { limits } from './limits.ts';
import type { ServedAgency } from './served-agency.ts';

export interface SubgraphOptions<Context extends object> extends ServedAgency {
  readonly agency: AgencyName;
  readonly resolvers: IResolvers<unknown, Context>;
  readonly governed: GovernedFields;
  /** What a call's resolvers start with; made anew each time, so that nothing is shared between calls. */
  readonly makeContext: (call: CoveredCall) => Context;
  /** What else is to be closed with the service; Fastify takes no hook once it listens. */
  readonly onClose: () => Promise<void>;
  /** Asks once what requests will ask, so that the first one does not pay for connecting and compiling. */
  readonly warmUp: () => Promise<unknown>;
}

/** What Apollo is handed: by then the token was verified, and nothing that is asked was held against it yet. */
interface TokenContext {
  readonly claims: AgencyTokenClaims;
}

/**
 * An agency's GraphQL service over HTTP: `POST /graphql` for gateways, `POST /operator/graphql` for its operator, and
 * `GET /healthz`.
 * Resolves when it listens; close it by `close()` of what it returns.
 *
 * No resolver runs but for a `CoveredCall`: Apollo parses and validates, and its executor, the only way to the
 * resolvers, covers the call by its token first. Errors that a resolver did not mean for the caller leave as `INTERNAL`
 * without their text: a database's message may quote a value.
 */
export async function serveSubgraph<Context extends object>(
  options: SubgraphOptions<Context>,
): Promise<FastifyInstance> {
  const { agency, config, governed, resolvers, agreement } = options;
  const schema = makeExecutableSchema<Context>({ typeDefs: readAgencySdl(agency), resolvers });
  requireGoverned(schema, governed);
  const app = Fastify({
    bodyLimit: limits.maxRequestBytes,
    logger: { level: 'error' },
    schemaController: withoutRouteSchemas,
  });
  const apollo = makeApollo(schema, options, app);
  await apollo.start();
  const keys = gatewayKeys(config.gatewayUrl);
  const verifying = { ...config, keys: keys.get };
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: 'POST',
    context: async ({ headers }) => ({ claims: await verifyAgencyToken(headers.authorization, verifying) }),
  });
  await serveOperator(app, { agency, config, agreement, governed });
  app.get('/healthz', () => ({ status: 'ok', agency, agreementHash: agreement.hash }));
  // By now all requests are answered. (Apollo's own drain plugin would close the app from within its closing, and
  // both would wait for each other.)
  app.addHook('onClose', async () => {
    keys[Symbol.dispose]();
    await apollo.stop();
    await options.onClose();
  });
  // Without its database an agency starts all the same, and answers when the database does.
  await options.warmUp().catch(() => undefined);
  await app.listen({ port: config.port, host: '127.0.0.1' });
  return app;
}

function makeApollo<Context extends object>(
  schema: GraphQLSchema,
  { governed, permits, makeContext }: SubgraphOptions<Context>,
  app: FastifyInstance,
): ApolloServer<TokenContext> {
  const executeCovered = (request: ExecutorRequest): ExecutionResult | Promise<ExecutionResult> => {
    // Apollo leaves a document without the named operation to the executor, against its own types.
    const operation = request.operation as OperationDefinitionNode | undefined;
    const { claims } = request.context as TokenContext;
    const document: DocumentNode = request.document;
    const variables = request.request.variables ?? {};
    try {
      if (!operation) throw new CallRefused('BAD_USER_INPUT', 'name an operation of the document');
      const call = coverCall({ claims, permits, governed, schema, document, operation, variables });
      return execute({
        schema,
        document,
        operationName: operation.name?.value,
        variableValues: variables,
        contextValue: makeContext(call),
      });
    } catch (error) {
      return { errors: [error instanceof GraphQLError ? error : internalError(error, app)] };
    }
  };
  return new ApolloServer<TokenContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: () => Promise.resolve({ executor: (request) => Promise.resolve(executeCovered(request)) }),
      stop: () => Promise.resolve(),
    },
    introspection: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.maxQueryTokens },
    includeStacktraceInErrorResponses: false,
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => shownError(formatted, error, app),
  });
}

type Gateway = NonNullable<ConstructorParameters<typeof ApolloServer<TokenContext>>[0]['gateway']>;
type ExecutorRequest = Parameters<NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>>[0];

/** Parser's and validator's messages quote the document, which may hold a student number. */
const quotingCodes: ReadonlySet<unknown> = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

function shownError(
  formatted: GraphQLFormattedError,
  error: unknown,
  app: FastifyInstance,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (!(original instanceof GraphQLError)) return { ...formatted, ...internalError(original, app).toJSON() };
  const code = formatted.extensions?.['code'];
  return quotingCodes.has(code)
    ? { message: 'the document is not valid here', extensions: { code } }
    : formatted;
}

function internalError(fault: unknown, app: FastifyInstance): GraphQLError {
  app.log.error({ code: (fault as { code?: unknown }).code ?? 'INTERNAL' }, 'a call failed');
  return new GraphQLError('internal error', { extensions: { code: 'INTERNAL' } });
}
