import { GraphQLError, GraphQLScalarType } from 'graphql';

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GraphQLError('A count is a whole number from 0.');
}

/** GraphQL's own Int ends at 2^31. */
export const CountScalar = new GraphQLScalarType<number, number>({
  name: 'Count',
  description: 'A number of things, from 0: beyond 2^31 too.',
  parseValue: count,
  serialize: count,
});
