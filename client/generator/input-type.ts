import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type VariableDefinitionNode,
  typeFromAST,
} from 'graphql';
import { leafType, type SelectionTypeOptions } from './selection-type.ts';

/** The TypeScript type of a document's variables; one that may be left out is optional. */
export function variablesType(
  definitions: readonly VariableDefinitionNode[],
  options: SelectionTypeOptions,
): string {
  if (definitions.length === 0) return 'Readonly<Record<string, never>>';
  const members = definitions.map(({ variable, type, defaultValue }) => {
    const optional = type.kind !== 'NonNullType' || defaultValue !== undefined;
    const text = inputType(variableType(options.schema, type), options);
    return `readonly ${variable.name.value}${optional ? '?' : ''}: ${text};`;
  });
  return `{ ${members.join(' ')} }`;
}

function variableType(schema: GraphQLSchema, node: VariableDefinitionNode['type']): GraphQLInputType {
  // The overloads of typeFromAST tell lists from names; a variable may be either.
  const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]) as GraphQLInputType | undefined;
  if (!type) throw new Error('a variable of a type that the schema does not hold');
  return type;
}

function inputType(type: GraphQLInputType, options: SelectionTypeOptions): string {
  if (!isNonNullType(type)) return `${nonNullType(type, options)} | null | undefined`;
  return nonNullType(type.ofType as GraphQLInputType, options);
}

function nonNullType(type: GraphQLInputType, options: SelectionTypeOptions): string {
  if (isListType(type)) return `readonly (${inputType(type.ofType as GraphQLInputType, options)})[]`;
  if (isInputObjectType(type)) {
    const members = Object.values(type.getFields()).map(
      (field) =>
        `readonly ${field.name}${isRequiredInputField(field) ? '' : '?'}: ${inputType(field.type, options)};`,
    );
    return `{ ${members.join(' ')} }`;
  }
  return leafType(String(type), options);
}
