import { collectFields, collectSubFields, type VariableValues } from '@graphql-tools/utils';
import { AGENCIES, type AgencyName, type AidProgram, type HouseholdAgency } from '@hearthgate/schema';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { fragmentsOf } from './fragments-of.ts';
import type { PermittedDocument } from './permit-document.ts';
import { type DerivedField, SOURCES_OF_FIELD } from './sources-of-field.ts';
import type { PersonsAsked, SourceNeeds } from './sources-of-groups.ts';
import { sourcesOfProgram } from './sources-of-program.ts';
import { unionOfSources } from './union-of-sources.ts';

/** What one root field of a request asks: about whom, and whom it needs asked. */
export interface Question {
  /** The root field's name in the answer (its alias, where it has one). */
  readonly responseKey: string;
  readonly studentNumbers: readonly string[];
  /** What its answer says of a student on the roll: the selected fields of `HouseholdStatus` by their own names, sorted. */
  readonly fields: readonly string[];
  /** The programs that `qualifies` is asked for, sorted. */
  readonly programs: readonly AidProgram[];
  /** The agencies besides enrollment that are asked, and about which persons. */
  readonly needs: SourceNeeds;
  /** The agencies, enrollment among them, that would be asked if their agreements did not refuse. */
  readonly withheld: ReadonlySet<AgencyName>;
}

export interface EvidencePlan {
  readonly questions: readonly Question[];
  /** The agencies whose registers' as-of dates and counts are asked for. */
  readonly registers: readonly AgencyName[];
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
  const { schema, operation, variables, permitted } = options;
  const { withheld } = permitted.mask;
  const queryType = schema.getQueryType();
  if (!queryType) throw new Error('the public schema has no Query');
  const selection: Selection = { ...options, fragments: fragmentsOf(permitted.document) };
  const rootFields = collectFields(
    schema,
    selection.fragments,
    collectable(variables),
    queryType,
    operation.selectionSet,
  ).fields;
  const questions: Question[] = [];
  let registers: readonly AgencyName[] = [];
  for (const [responseKey, nodes] of rootFields) {
    const [node] = nodes;
    if (node?.name.value === 'registers') registers = AGENCIES.filter((agency) => !withheld.has(agency));
    if (node?.name.value === 'householdStatus' || node?.name.value === 'householdStatuses') {
      const selected = selectedFields(nodes, selection);
      questions.push({
        responseKey,
        studentNumbers: studentNumbersOf(node, queryType, variables),
        fields: sortedOnce(selected.map(({ name }) => name)),
        programs: sortedOnce(selected.flatMap(({ program }) => program ?? [])),
        ...askable(unionOfSources(selected.map(({ needs }) => needs)), withheld),
      });
    }
  }
  return { questions, registers };
}

/** Splits what is needed into what may be asked and what is withheld. Without enrollment nobody can be asked about. */
function askable(
  needs: SourceNeeds,
  refusing: ReadonlySet<AgencyName>,
): Pick<Question, 'needs' | 'withheld'> {
  const entries = Object.entries(needs) as [HouseholdAgency, PersonsAsked][];
  const withheld = new Set<AgencyName>(
    entries.map(([agency]) => agency).filter((agency) => refusing.has(agency)),
  );
  if (refusing.has('enrollment')) withheld.add('enrollment');
  return { needs: Object.fromEntries(entries.filter(([agency]) => !withheld.has(agency))), withheld };
}

/** In the shape that graphql-tools takes for GraphQL 16 and 17 alike. */
function collectable(variables: Readonly<Record<string, unknown>>): VariableValues {
  return { coerced: { ...variables }, sources: {} };
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

interface SelectedField {
  readonly name: string;
  readonly program?: AidProgram;
  readonly needs: SourceNeeds;
}

function sortedOnce<Name extends string>(names: readonly Name[]): Name[] {
  return [...new Set(names)].sort();
}

function selectedFields(
  nodes: FieldNode[],
  { schema, fragments, variables, onDate }: Selection,
): SelectedField[] {
  const statusType = schema.getType('HouseholdStatus') as GraphQLObjectType;
  const selected = collectSubFields(schema, fragments, collectable(variables), statusType, nodes).fields;
  return [...selected.values()].flatMap(([node]) => {
    const name = node?.name.value;
    if (!node || name === undefined || name === '__typename') return [];
    if (name !== 'qualifies') return [{ name, needs: SOURCES_OF_FIELD[name as DerivedField] }];
    const field = statusType.getFields()['qualifies'];
    if (!field) throw new Error('the public schema has no qualifies');
    const { program } = getArgumentValues(field, node, variables) as { program: AidProgram };
    return [{ name, program, needs: sourcesOfProgram(program, onDate) }];
  });
}
