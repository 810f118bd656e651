import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import fastifyApollo from '@as-integrations/fastify';
import type { IResolvers } from '@graphql-tools/utils';
import type { AgencyName } from '@hearthgate/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import Fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { limits } from './limits.ts';

/** What every request to a subgraph starts with; made anew each time, so that nothing is shared between requests. */
export type MakeContext<Context> = () => Context;

export interface SubgraphOptions<Context extends object> {
  readonly agency: AgencyName;
  readonly resolvers: IResolvers<unknown, Context>;
  readonly makeContext: MakeContext<Context>;
  readonly port: number;
  readonly host?: string;
  /** What else is to be closed with the service; Fastify takes no hook once it listens. */
  readonly onClose: () => Promise<void>;
  /** Asks once what requests will ask, so that the first one does not pay for connecting and compiling. */
  readonly warmUp: () => Promise<unknown>;
}

/**
 * An agency's GraphQL service over HTTP: `POST /graphql` for gateways and `GET /healthz`.
 * Resolves when it listens; close it by `close()` of what it returns.
 *
 * Errors that a resolver did not mean for the caller leave as `INTERNAL` without their text: a database's message
 * may quote a value.
 */
export async function serveSubgraph<Context extends object>(
  options: SubgraphOptions<Context>,
): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: limits.maxRequestBytes, logger: { level: 'error' } });
  const apollo = new ApolloServer<Context>({
    typeDefs: readAgencySdl(options.agency),
    resolvers: options.resolvers,
    introspection: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => withoutInternals(formatted, error, app),
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: 'POST',
    context: () => Promise.resolve(options.makeContext()),
  });
  app.get('/healthz', () => ({ status: 'ok', agency: options.agency }));
  // By now all requests are answered. (Apollo's own drain plugin would close the app from within its closing, and
  // both would wait for each other.)
  app.addHook('onClose', async () => {
    await apollo.stop();
    await options.onClose();
  });
  // Without its database an agency starts all the same, and answers when the database does.
  await options.warmUp().catch(() => undefined);
  await apollo.executeOperation({ query: '{ __typename }' }, { contextValue: options.makeContext() });
  await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  return app;
}

function withoutInternals(
  formatted: GraphQLFormattedError,
  error: unknown,
  app: FastifyInstance,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError) return formatted;
  app.log.error({ code: (original as { code?: unknown }).code ?? 'INTERNAL' }, 'a resolver failed');
  return { ...formatted, message: 'internal error', extensions: { code: 'INTERNAL' } };
}
