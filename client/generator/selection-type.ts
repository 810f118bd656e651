import {
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

/** TypeScript's names for scalars as they stand in JSON. */
const scalarTypes: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  Date: 'string',
  DateTime: 'string',
  Float: 'number',
  ID: 'string',
  Int: 'number',
  String: 'string',
  StudentNumber: 'string',
};

export interface SelectionTypeOptions {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Told each type that the text names: enums, and fragments that are a selection's whole. */
  readonly onName: (name: string) => void;
}

/** The TypeScript type of a scalar or an enum. Throws for a scalar that nobody gave a type: it would be any. */
export function leafType(name: string, { schema, onName }: SelectionTypeOptions): string {
  const type = schema.getType(name);
  if (isEnumType(type)) {
    onName(name);
    return name;
  }
  const scalar = scalarTypes[name];
  if (scalar === undefined) throw new Error(`no TypeScript type for the scalar ${name}`);
  return scalar;
}

/** The TypeScript type of what a selection on a type answers; of an interface or a union, one for each of its object types. */
export function selectionType(
  parent: GraphQLCompositeType,
  selections: SelectionSetNode,
  options: SelectionTypeOptions,
): string {
  if (isAbstractType(parent)) {
    const possible = options.schema.getPossibleTypes(parent);
    return possible.map((type) => objectType(type, selections, options)).join(' | ');
  }
  const [only, ...others] = selections.selections;
  if (only?.kind === 'FragmentSpread' && others.length === 0) {
    options.onName(only.name.value);
    return only.name.value;
  }
  return isObjectType(parent) ? objectType(parent, selections, options) : '';
}

function objectType(
  type: GraphQLObjectType,
  selections: SelectionSetNode,
  options: SelectionTypeOptions,
): string {
  const members = new Map<string, string>();
  addMembers(members, type, selections, options);
  return `{ ${[...members].map(([name, text]) => `readonly ${name}: ${text};`).join(' ')} }`;
}

function addMembers(
  members: Map<string, string>,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  options: SelectionTypeOptions,
): void {
  for (const selection of selections) {
    if (selection.directives?.length) throw new Error('a trusted document with directives has no one type');
    if (selection.kind === 'Field') {
      const name = selection.alias?.value ?? selection.name.value;
      if (selection.name.value === '__typename') {
        members.set(name, `'${type.name}'`);
        continue;
      }
      const field = type.getFields()[selection.name.value];
      if (!field) throw new Error(`${type.name} has no field ${selection.name.value}`);
      members.set(name, outputType(field.type, selection.selectionSet, options));
      continue;
    }
    const fragment =
      selection.kind === 'InlineFragment' ? selection : options.fragments.get(selection.name.value);
    if (!fragment) throw new Error('a spread of no fragment');
    const condition = fragment.typeCondition?.name.value ?? type.name;
    const applies = options.schema.getType(condition);
    const holds = applies === type || (isAbstractType(applies) && options.schema.isSubType(applies, type));
    if (holds) addMembers(members, type, fragment.selectionSet, options);
  }
}

function outputType(
  type: GraphQLOutputType,
  selections: SelectionSetNode | undefined,
  options: SelectionTypeOptions,
): string {
  if (isNonNullType(type)) return nonNullType(type.ofType as GraphQLOutputType, selections, options);
  return `${nonNullType(type, selections, options)} | null`;
}

function nonNullType(
  type: GraphQLOutputType,
  selections: SelectionSetNode | undefined,
  options: SelectionTypeOptions,
): string {
  if (isListType(type))
    return `readonly (${outputType(type.ofType as GraphQLOutputType, selections, options)})[]`;
  const named = getNamedType(type);
  if (isCompositeType(named)) {
    if (!selections) throw new Error(`${named.name} is asked for without a selection`);
    return selectionType(named, selections, options);
  }
  return leafType(named.name, options);
}
