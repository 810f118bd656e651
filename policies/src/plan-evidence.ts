import { collectFields, collectSubFields, type VariableValues } from '@graphql-tools/utils';
import type { AidProgram } from '@hearthgate/schema';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import type { PermittedDocument } from './permit-document.ts';
import { type DerivedField, SOURCES_OF_FIELD } from './sources-of-field.ts';
import type { SourceNeeds } from './sources-of-groups.ts';
import { sourcesOfProgram } from './sources-of-program.ts';
import { unionOfSources } from './union-of-sources.ts';

/** What one root field of a request asks: about whom, and whom it needs asked. */
export interface Question {
  /** The root field's name in the answer (its alias, where it has one). */
  readonly responseKey: string;
  readonly studentNumbers: readonly string[];
  /** The agencies besides enrollment, and about which persons. */
  readonly needs: SourceNeeds;
}

export interface EvidencePlan {
  readonly questions: readonly Question[];
  /** Whether the registers' as-of dates and counts are asked for. */
  readonly registers: boolean;
}

export interface PlanEvidenceOptions {
  readonly permitted: PermittedDocument;
  readonly operation: OperationDefinitionNode;
  /** Coerced by the schema. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema;
  /** `YYYY-MM-DD`: which version of the programs counts. */
  readonly onDate: string;
}

interface Selection extends Omit<PlanEvidenceOptions, 'permitted' | 'operation'> {
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/**
 * The fewest agencies, and the fewest persons asked about, that the selected fields need. Takes what GraphQL's own
 * execution would select: fragments spread, `@skip` and `@include` settled by the variables.
 */
export function planEvidence(options: PlanEvidenceOptions): EvidencePlan {
  const { schema, operation, variables } = options;
  const queryType = schema.getQueryType();
  if (!queryType) throw new Error('the public schema has no Query');
  const selection: Selection = { ...options, fragments: fragmentsOf(options.permitted) };
  const rootFields = collectFields(
    schema,
    selection.fragments,
    collectable(variables),
    queryType,
    operation.selectionSet,
  ).fields;
  const questions: Question[] = [];
  let registers = false;
  for (const [responseKey, nodes] of rootFields) {
    const [node] = nodes;
    if (node?.name.value === 'registers') registers = true;
    if (node?.name.value === 'householdStatus' || node?.name.value === 'householdStatuses') {
      questions.push({
        responseKey,
        studentNumbers: studentNumbersOf(node, queryType, variables),
        needs: unionOfSources(needsOf(nodes, selection)),
      });
    }
  }
  return { questions, registers };
}

/** In the shape that graphql-tools takes for GraphQL 16 and 17 alike. */
function collectable(variables: Readonly<Record<string, unknown>>): VariableValues {
  return { coerced: { ...variables }, sources: {} };
}

function fragmentsOf({ document }: PermittedDocument): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function studentNumbersOf(
  node: FieldNode,
  queryType: GraphQLObjectType,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const field = queryType.getFields()[node.name.value];
  if (!field) throw new Error(`the public schema has no ${node.name.value}`);
  const { studentNumber, studentNumbers } = getArgumentValues(field, node, variables) as {
    studentNumber?: string;
    studentNumbers?: string[];
  };
  return studentNumbers ?? (studentNumber === undefined ? [] : [studentNumber]);
}

function needsOf(nodes: FieldNode[], { schema, fragments, variables, onDate }: Selection): SourceNeeds[] {
  const statusType = schema.getType('HouseholdStatus') as GraphQLObjectType;
  const selected = collectSubFields(schema, fragments, collectable(variables), statusType, nodes).fields;
  return [...selected.values()].flatMap(([node]) => {
    if (!node || node.name.value === '__typename') return [];
    if (node.name.value !== 'qualifies') return [SOURCES_OF_FIELD[node.name.value as DerivedField]];
    const field = statusType.getFields()['qualifies'];
    if (!field) throw new Error('the public schema has no qualifies');
    const { program } = getArgumentValues(field, node, variables) as { program: AidProgram };
    return [sourcesOfProgram(program, onDate)];
  });
}
