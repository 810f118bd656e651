import { execute, type GraphQLSchema } from 'graphql';
import type { PermittedQuestion } from './permit-question.ts';

/**
 * The data that a permitted question asks for, whole or not at all.
 *
 * Errors: whatever a field threw, as it was thrown.
 */
export async function executeQuestion(
  { document, operation, variables }: PermittedQuestion,
  schema: GraphQLSchema,
): Promise<object> {
  const { data, errors } = await execute({
    schema,
    document,
    operationName: operation.name?.value,
    variableValues: variables,
  });
  if (errors) throw errors[0]?.originalError ?? new Error('executing a valid document failed');
  if (!data) throw new Error('executing a valid document gave nothing');
  return data;
}
