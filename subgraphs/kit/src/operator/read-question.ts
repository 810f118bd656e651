import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { z } from 'zod';
import { OperatorRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';
import { requireSmall } from './require-small.ts';

/** A valid query of `schema/operator.graphql`; nobody has said yet that it may be asked. */
export interface Question {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

const bodySchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Reads a GraphQL request (GraphQL over HTTP, section 5) as a valid query of this schema: bounded in size, without
 * introspection, with variables of their types.
 *
 * Does not check what its arguments mean, nor who may ask it.
 *
 * Errors: `BAD_USER_INPUT`, `GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`; none repeats anything of the document or
 * of a value, as graphql's own messages do.
 */
export function readQuestion(body: unknown, schema: GraphQLSchema): Question {
  const { query, operationName, variables } = parseBody(body);
  const document = parseDocument(query);
  requireSmall(document, schema);
  const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];
  if (validate(schema, document, rules, { maxErrors: 1 }).length > 0) {
    throw new OperatorRefused(
      'GRAPHQL_VALIDATION_FAILED',
      'the document does not fit schema/operator.graphql',
    );
  }
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query') {
    throw new OperatorRefused('BAD_USER_INPUT', 'name one query of the document in operationName');
  }
  const given = variables ?? {};
  const definitions = operation.variableDefinitions ?? [];
  if (getVariableValues(schema, definitions, given, { maxErrors: 1 }).errors) {
    throw new OperatorRefused('BAD_USER_INPUT', 'a variable is missing or not of its type');
  }
  return { document, operation, variables: given };
}

function parseBody(body: unknown): z.infer<typeof bodySchema> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(z.instanceof(Uint8Array).parse(body));
    return bodySchema.parse(JSON.parse(text));
  } catch {
    throw new OperatorRefused('BAD_USER_INPUT', 'the body is no GraphQL request: JSON in UTF-8 with a query');
  }
}

function parseDocument(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: limits.operator.maxQueryTokens, noLocation: true });
  } catch {
    throw new OperatorRefused('GRAPHQL_PARSE_FAILED', 'the document is no GraphQL, or too long');
  }
}
