import { GraphQLError, type GraphQLFormattedError, print } from 'graphql';

/**
 * An error as the caller may see it. Messages of GraphQL's parser and validator quote the document, and a document may
 * hold a student number as a literal, in quotes or, by mistake, without: what they quote is left out.
 */
export function withoutValues(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (code === 'GRAPHQL_PARSE_FAILED') {
    return { ...formatted, message: formatted.message.replace(/["“].*["”]/s, '…') };
  }
  if (code !== 'GRAPHQL_VALIDATION_FAILED' || !(error instanceof GraphQLError)) return formatted;
  const literals = (error.nodes ?? [])
    .filter((node) => node.kind.endsWith('Value'))
    .map((node) => print(node));
  const message = literals.reduce((text, literal) => text.replaceAll(literal, '…'), formatted.message);
  return { ...formatted, message };
}
