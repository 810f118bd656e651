import type { ApolloServer } from '@apollo/server';
import type { GatewayContext } from './make-apollo.ts';
import type { PurposeGrant } from './access-token/purpose-grant.ts';
import type { ReadRequest } from './read-request.ts';
import type { Outcome } from './send-answer.ts';

/** Hands a read request under a verified grant to Apollo and buffers what comes back: nothing is streamed out. */
export async function executeGraphQL(
  apollo: ApolloServer<GatewayContext>,
  read: ReadRequest,
  grant: PurposeGrant,
): Promise<Outcome> {
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: read.headers, search: '', body: read.body },
    context: () => Promise.resolve({ grant, deadline: read.deadline }),
  });
  if (body.kind !== 'complete')
    throw new Error('Apollo answered in chunks, which no document of ours asks for');
  return { status: status ?? 200, headers: Object.fromEntries(headers), body: body.string };
}
