import type { ApolloServer, BaseContext } from '@apollo/server';
import { z } from 'zod';
import type { CodedOutcome } from './outcome.ts';
import type { ReadRequest } from './read-request.ts';

const refusedSchema = z.object({
  errors: z.tuple([z.object({ extensions: z.object({ code: z.string() }) })], z.unknown()),
});

/** Hands a read request to Apollo, with its context, and buffers what comes back: nothing is streamed out. */
export async function executeGraphQL<Context extends BaseContext>(
  apollo: ApolloServer<Context>,
  read: ReadRequest,
  context: Context,
): Promise<CodedOutcome> {
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: read.headers, search: '', body: read.body },
    context: () => Promise.resolve(context),
  });
  if (body.kind !== 'complete')
    throw new Error('Apollo answered in chunks, which no document of ours asks for');
  return {
    code: codeOf(body.string),
    status: status ?? 200,
    headers: Object.fromEntries(headers),
    body: body.string,
  };
}

/** Our executors give data or errors, never both, and Apollo writes errors first: an answer need not be parsed. */
function codeOf(body: string): string {
  if (body.startsWith('{"data":')) return 'ANSWERED';
  return refusedSchema.parse(JSON.parse(body)).errors[0].extensions.code;
}
