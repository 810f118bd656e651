import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { readCall } from './read-call.ts';

export interface ServeSubgraphOptions {
  readonly port: number;
  readonly schema: GraphQLSchema;
  /** Of a call, by its variables. */
  readonly makeContext: (variables: Record<string, unknown>) => object;
}

/** Gateways send a few documents, over and over. */
const maxDocuments = 1_000;

/**
 * A subgraph that costs as little as one in Node can: plain HTTP, documents validated and compiled once. Hearthgate's own
 * agencies run Apollo Server on fastify, so whatever is compared, the peers' agencies are the cheaper ones.
 */
export async function serveSubgraph({ port, schema, makeContext }: ServeSubgraphOptions): Promise<void> {
  const compiled = new Map<string, ReturnType<typeof compile>>();

  function compile(query: string, operationName: string | undefined) {
    const document = parse(query);
    const errors = validate(schema, document);
    if (errors.length > 0) throw errors[0];
    const result = compileQuery(schema, document, operationName);
    if (!isCompiledQuery(result)) throw new Error('the document cannot be compiled');
    return result;
  }

  async function answer(request: IncomingMessage): Promise<unknown> {
    const { query, operationName, variables } = readCall(await json(request));
    let known = compiled.get(query);
    if (known === undefined) {
      if (compiled.size >= maxDocuments) compiled.clear();
      known = compile(query, operationName);
      compiled.set(query, known);
    }
    return known.query({}, makeContext(variables), variables);
  }

  const server = createServer((request, response) => {
    answer(request)
      .catch((error: unknown) => ({ errors: [{ message: String(error) }] }))
      .then((result) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(result));
      });
  });
  // A gateway's kept connection must not be closed under its next request.
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
