import {
  coerceInputValue,
  getVariableValues,
  type GraphQLSchema,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { Refusal } from './errors.ts';

/**
 * A request's variables as the operation's types want them (GraphQL, section 6.1.2).
 *
 * Errors: `BAD_USER_INPUT`, naming the variables and places at fault and never a value: GraphQL's own message quotes it.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  inputs: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const definitions = operation.variableDefinitions ?? [];
  const { coerced } = getVariableValues(schema, definitions, inputs, { maxErrors: 1 });
  if (coerced !== undefined) return coerced;
  const problems = definitions.flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) return [];
    if (inputs[name] === undefined)
      return definition.defaultValue ? [] : [`$${name}: ${String(type)} is missing`];
    const found: string[] = [];
    coerceInputValue(inputs[name], type, (path) => {
      const place = path.map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${key}`)).join('');
      if (found.length < 5) found.push(`$${name}${place} is not what ${String(type)} asks for`);
    });
    return found;
  });
  throw new Refusal('BAD_USER_INPUT', `bad variables: ${problems.slice(0, 5).join('; ')}`);
}
