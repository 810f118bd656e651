import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type Answers, answersTo, HouseholdStatusAnswer } from '../answers.ts';
import { statusFields } from '../status-fields.ts';
import { type Compiling, compileType, objectMaker, selectRootFields } from './compile-selection.ts';

export interface CompileProjectionOptions extends Pick<Compiling, 'fragments' | 'variables'> {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
}

/** The answers to a request, in the shape that the document asks for. */
export type Projection = (answers: Answers) => Record<string, unknown>;

/**
 * Compiles an operation into a function that gives, to the byte, what GraphQL's own execution gives for the same answers.
 * Not for an operation that introspects.
 *
 * Whatever would be an error in GraphQL's answer, the function throws.
 */
export function compileProjection(options: CompileProjectionOptions): Projection {
  const compiling: Compiling = { ...options, readers: readStatusField, memoryOf: statusMemory };
  const queryType = options.schema.getQueryType();
  if (!queryType) throw new Error('the public schema has no Query');
  const selected = selectRootFields(compiling, queryType, options.operation.selectionSet);
  const compiled = selected.map(({ responseKey, name, nodes }) => {
    if (name === '__typename') return [responseKey, (): unknown => queryType.name] as const;
    const type = queryType.getFields()[name]?.type;
    if (!type) throw new Error(`the public schema has no ${name}`);
    const complete = compileType(compiling, type, nodes);
    return [responseKey, (answers: Answers) => complete(rootValue(name, responseKey, answers))] as const;
  });
  const begin = objectMaker(selected);
  return (answers) => {
    const data = begin();
    for (const [responseKey, project] of compiled) data[responseKey] = project(answers);
    return data;
  };
}

function rootValue(name: string, responseKey: string, answers: Answers): unknown {
  if (name === 'registers') return answers.registers;
  const asked = answersTo(answers, responseKey);
  return name === 'householdStatus' ? asked[0] : asked;
}

const readStatusField: Compiling['readers'] = (type, field, given) => {
  const read = type === 'HouseholdStatus' ? statusFields[field] : undefined;
  if (read === undefined) return undefined;
  return (answer) => {
    if (!(answer instanceof HouseholdStatusAnswer)) throw new Error('a status was expected');
    return read(answer.status, given);
  };
};

function statusMemory(answer: unknown): Map<object, unknown> | undefined {
  return answer instanceof HouseholdStatusAnswer ? answer.memory : undefined;
}
