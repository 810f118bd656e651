import { type FieldNode, getArgumentValues, type GraphQLField, Kind } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** The student numbers that a root field asks about, from the coerced variables of a request. */
export type NumbersReader = (variables: Variables) => readonly string[];

/** Compiles how a root field's student numbers are read: of a single variable, which is the usual, without GraphQL's help. */
export function numbersReader(field: GraphQLField<unknown, unknown>, node: FieldNode): NumbersReader {
  const read: NumbersReader = (variables) => {
    const { studentNumber, studentNumbers } = getArgumentValues(field, node, variables);
    if (Array.isArray(studentNumbers)) return studentNumbers.map(String);
    return typeof studentNumber === 'string' ? [studentNumber] : [];
  };
  const value = node.arguments?.[0]?.value;
  if (value?.kind !== Kind.VARIABLE) return read;
  const name = value.name.value;
  return (variables) => {
    const given = variables[name];
    if (typeof given === 'string') return [given];
    return isTexts(given) ? given : read(variables);
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
