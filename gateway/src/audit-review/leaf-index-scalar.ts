import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function leafIndex(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GraphQLError('A leaf index is a whole number from 0.');
}

/** GraphQL's own Int ends at 2^31. */
export const LeafIndexScalar = new GraphQLScalarType<number, number>({
  name: 'LeafIndex',
  description: "A leaf's place in the log, from 0; the first number of a receipt.",
  parseValue: leafIndex,
  serialize: leafIndex,
  parseLiteral: (node) => leafIndex(node.kind === Kind.INT ? Number(node.value) : undefined),
});
