import { collectFields, collectSubFields } from '@graphql-tools/utils';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type SelectionSetNode,
} from 'graphql';
import { isRecord } from '../agencies/is-record.ts';

/** From what is known of a value to what the document asks of it. */
export type Complete = (value: unknown) => unknown;
type ReadField = (source: Source) => unknown;
/** An object, whose properties are its fields unless a reader says otherwise. */
type Source = Readonly<Record<string, unknown>>;

export interface Compiling {
  readonly schema: GraphQLSchema;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  /** Coerced. What directives and arguments take from them is settled once and for all. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** How fields of a type are read that are not properties of its objects. */
  readonly readers: (
    type: string,
    field: string,
    given: Readonly<Record<string, unknown>>,
  ) => ReadField | undefined;
  /**
   * Where the completed values of fields with a reader may be kept: two values that have one memory have the same fields.
   * `undefined`, this one shares with nobody.
   */
  readonly memoryOf: (value: unknown) => Map<object, unknown> | undefined;
}

/** A field of the answer: its key, the nodes that ask for it, and the field's name in the schema. */
export interface SelectedField {
  readonly responseKey: string;
  readonly name: string;
  readonly nodes: FieldNode[];
}

/** The fields of an operation, as GraphQL's own execution collects them: fragments spread, directives settled. */
export function selectRootFields(
  { schema, fragments, variables }: Pick<Compiling, 'schema' | 'fragments' | 'variables'>,
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode,
): SelectedField[] {
  const coerced = { coerced: { ...variables }, sources: {} };
  return named(collectFields(schema, fragments, coerced, type, selectionSet).fields);
}

/**
 * Compiles how a value of a type is completed for some fields (GraphQL, section 6.4.3): the keys in the order in which
 * they are asked, `__typename`, lists, unions, and leaves as their type serializes them.
 *
 * The compiled function throws for a null where the type has none, which GraphQL would answer with an error.
 */
export function compileType(compiling: Compiling, type: GraphQLOutputType, nodes: FieldNode[]): Complete {
  if (isNonNullType(type)) {
    const complete = compileType(compiling, type.ofType, nodes);
    return (value) => {
      const completed = complete(value);
      if (completed === null) throw new Error(`null where ${String(type)} is promised`);
      return completed;
    };
  }
  if (isListType(type)) {
    const complete = compileType(compiling, type.ofType, nodes);
    return nullable((value) => {
      if (!Array.isArray(value)) throw new Error(`no list where ${String(type)} is promised`);
      return value.map(complete);
    });
  }
  if (isObjectType(type)) return compileObject(compiling, type, nodes);
  if (isUnionType(type)) {
    const members = new Map<unknown, Complete>(
      type.getTypes().map((member) => [member.name, compileObject(compiling, member, nodes)]),
    );
    return nullable((value) => {
      const complete = members.get(record(value)['__typename']);
      if (!complete) throw new Error(`no member of ${type.name}`);
      return complete(value);
    });
  }
  if ('serialize' in type) return nullable((value) => type.serialize(value));
  throw new Error(`${type.name} is of a kind that the public schema does not have`);
}

function compileObject(compiling: Compiling, type: GraphQLObjectType, nodes: FieldNode[]): Complete {
  const { schema, fragments, variables, readers } = compiling;
  const coerced = { coerced: { ...variables }, sources: {} };
  const selected = named(collectSubFields(schema, fragments, coerced, type, nodes).fields);
  const compiled = selected.map((field): readonly [string, ReadField] => {
    if (field.name === '__typename') return [field.responseKey, () => type.name];
    const definition = type.getFields()[field.name];
    const [node] = field.nodes;
    if (!definition || !node) throw new Error(`${type.name} has no ${field.name}`);
    const complete = compileType(compiling, definition.type, field.nodes);
    const argumentValues = getArgumentValues(definition, node, variables);
    const reader = readers(type.name, field.name, argumentValues);
    if (reader === undefined) return [field.responseKey, (source) => complete(source[field.name])];
    return [field.responseKey, remembered((source) => complete(reader(source)), compiling)];
  });
  const begin = objectMaker(selected);
  return nullable((value) => {
    const source = record(value);
    const object = begin();
    for (const [responseKey, read] of compiled) object[responseKey] = read(source);
    return object;
  });
}

function remembered(read: ReadField, { memoryOf }: Compiling): ReadField {
  return (source) => {
    const memory = memoryOf(source);
    if (memory === undefined) return read(source);
    const known = memory.get(read);
    if (known !== undefined) return known;
    const value = read(source);
    memory.set(read, value);
    return value;
  };
}

/** Plain objects, which are faster than those without a prototype, but for the one alias that they would swallow. */
export function objectMaker(fields: readonly SelectedField[]): () => Record<string, unknown> {
  const swallowed = fields.some(({ responseKey }) => responseKey === '__proto__');
  return swallowed ? () => Object.create(null) as Record<string, unknown> : () => ({});
}

function named(fields: Map<string, FieldNode[]>): SelectedField[] {
  return [...fields].map(([responseKey, nodes]) => ({
    responseKey,
    name: nodes[0]?.name.value ?? '',
    nodes,
  }));
}

function nullable(complete: Complete): Complete {
  return (value) => (value === null || value === undefined ? null : complete(value));
}

function record(value: unknown): Source {
  if (isRecord(value)) return value;
  throw new Error('no object where one is promised');
}
