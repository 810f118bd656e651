import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { stitchSchemas } from '@graphql-tools/stitch';
import { HOUSEHOLD_AGENCIES, placeOf } from '../agencies/agency-names.ts';
import { readSchema } from '../agencies/read-schema.ts';

/**
 * Schema stitching as its documentation does it for federation services: merged types by `_entities`, batched.
 *
 *   node gateways/stitching.ts PORT AGENCY=URL…
 */
const [port = '', ...addresses] = process.argv.slice(2);
const urls = new Map(addresses.map((address) => address.split(/=(.*)/s) as [string, string]));

const household = HOUSEHOLD_AGENCIES.map((agency) => {
  const { type, field } = placeOf[agency];
  const key = `${field}Ref`;
  return {
    schema: buildSubgraphSchema(readSchema(agency)),
    executor: buildHTTPExecutor({ endpoint: urls.get(agency) ?? '' }),
    batch: true,
    merge: {
      [type]: {
        selectionSet: `{ ${key} }`,
        fieldName: '_entities',
        key: (person: Record<string, unknown>) => ({ __typename: type, [key]: person[key] }),
        argsFromKeys: (representations: readonly unknown[]) => ({ representations }),
      },
    },
  };
});

const schema = stitchSchemas({
  subschemas: [
    {
      schema: buildSubgraphSchema(readSchema('enrollment')),
      executor: buildHTTPExecutor({ endpoint: urls.get('enrollment') ?? '' }),
      batch: true,
    },
    ...household,
  ],
});

// A context of its own for each request: batches of stitching are kept by it.
const server = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(port) },
  context: () => Promise.resolve({}),
});
