import { GraphQLError, type GraphQLFormattedError, print } from 'graphql';

/** Apollo's own codes for what the contract calls bad input. */
const badInputCodes: ReadonlySet<unknown> = new Set(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']);

/** Longer than any number that a schema's own words hold; an ID number has 15 or 18 digits, maybe with a letter. */
const numberLike = /[A-Za-z]?\d{10,}[\dXx]*/g;

/**
 * An error of Apollo's, GraphQL's parser's or validator's as the caller may see it: under a code of the contract, and
 * without what it quotes of the document. A document may hold a student number as a literal, or, by mistake, as a name.
 */
export function shownError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  const extensions = badInputCodes.has(code)
    ? { ...formatted.extensions, code: 'BAD_USER_INPUT' }
    : formatted.extensions;
  const quoting = code === 'GRAPHQL_PARSE_FAILED' ? withoutQuotations(formatted.message) : formatted.message;
  const message = withoutLiterals(quoting, error).replaceAll(numberLike, '…');
  return { ...formatted, message, ...(extensions && { extensions }) };
}

function withoutQuotations(message: string): string {
  return message.replace(/["“].*["”]/s, '…');
}

function withoutLiterals(message: string, error: unknown): string {
  if (!(error instanceof GraphQLError)) return message;
  const literals = (error.nodes ?? [])
    .filter((node) => node.kind.endsWith('Value'))
    .map((node) => print(node));
  return literals.reduce((text, literal) => text.replaceAll(literal, '…'), message);
}
