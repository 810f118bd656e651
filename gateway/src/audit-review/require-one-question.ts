import { collectFields } from '@graphql-tools/utils';
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { Refusal } from '../errors.ts';

export interface RequireOneQuestionOptions {
  readonly schema: GraphQLSchema;
  /** Valid against the schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One access is one leaf, which says one thing of it. Errors: `BAD_USER_INPUT` for more root fields, or none. */
export function requireOneQuestion(options: RequireOneQuestionOptions): void {
  const { schema, document, operation, variables } = options;
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new Error('a valid document asks for what the schema has');
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const { fields } = collectFields(
    schema,
    Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    { coerced: { ...variables }, sources: {} },
    rootType,
    operation.selectionSet,
  );
  if (fields.size !== 1) throw new Refusal('BAD_USER_INPUT', 'ask the audit log one thing at a time');
}
