import { GraphQLError, GraphQLScalarType } from 'graphql';

/** A list of whole numbers as one value: GraphQL would complete each of thousands by itself. */
function numberListScalar(
  name: string,
  description: string,
  follows: (value: number, before: number) => boolean,
): GraphQLScalarType<readonly number[], readonly number[]> {
  const checked = (value: unknown): readonly number[] => {
    if (!isNumberList(value)) throw new GraphQLError(`${name} is a list of whole numbers`);
    let before = -1;
    for (const one of value) {
      if (!Number.isInteger(one) || one < 0 || !follows(one, before)) {
        throw new GraphQLError(`${name} holds a number that may not stand there`);
      }
      before = one;
    }
    return value;
  };
  return new GraphQLScalarType({ name, description, parseValue: checked, serialize: checked });
}

function isNumberList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}

export const PositionsScalar = numberListScalar(
  'Positions',
  'Places in a list, from 0, rising.',
  (value, before) => value > before,
);

export const CountsScalar = numberListScalar('Counts', 'Whole numbers, none below 0.', () => true);
