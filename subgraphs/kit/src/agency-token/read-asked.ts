import type { AgencyTokenClaims } from '@hearthgate/schema';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { CallRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';
import type { GovernedFields } from './governed-fields.ts';

/** What a query asks, whatever its aliases, fragments and directives make of the answer. */
export interface Asked {
  /** By the names that tokens use. */
  readonly fields: ReadonlySet<string>;
  /** Of all root fields, in the order of the document, repeats kept. */
  readonly refs: readonly string[];
  /** How many they stand for. */
  readonly subjects: number;
  /** Of the root fields that ask about somebody's roll. */
  readonly rolls: readonly NonNullable<AgencyTokenClaims['roll']>[];
}

export interface ReadAskedOptions {
  readonly governed: GovernedFields;
  readonly queryType: GraphQLObjectType;
  readonly selectionSet: SelectionSetNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced by the schema. */
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Reading extends Omit<ReadAskedOptions, 'selectionSet'> {
  readonly fields: Set<string>;
  readonly refs: string[];
  subjects: number;
  readonly rolls: NonNullable<AgencyTokenClaims['roll']>[];
  /** Fragments already read, by where: one that is spread again there adds nothing, and a bomb of fragments is one pass. */
  readonly spread: Set<string>;
}

/**
 * Collects every field that a valid operation names. A field that is skipped, included by a variable, aliased or named
 * twice is asked: what a directive decides is not looked at. `__typename` is free.
 *
 * Errors: `NOT_COVERED` for a field that no token governs, introspection among them, and for more refs than a call may
 * have.
 */
export function readAsked(options: ReadAskedOptions): Asked {
  const reading: Reading = {
    ...options,
    fields: new Set(),
    refs: [],
    subjects: 0,
    rolls: [],
    spread: new Set(),
  };
  readSelections(options.selectionSet, '', reading);
  return reading;
}

function readSelections({ selections }: SelectionSetNode, prefix: string, reading: Reading): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      readField(selection, prefix, reading);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      readSelections(selection.selectionSet, prefix, reading);
    } else {
      const fragment = reading.fragments.get(selection.name.value);
      const place = `${selection.name.value} ${prefix}`;
      if (!fragment || reading.spread.has(place)) continue;
      reading.spread.add(place);
      readSelections(fragment.selectionSet, prefix, reading);
    }
  }
}

function readField(node: FieldNode, prefix: string, reading: Reading): void {
  const name = node.name.value;
  if (name === '__typename') return;
  const path = `${prefix}${name}`;
  const { fieldOfPath } = reading.governed;
  const field = Object.hasOwn(fieldOfPath, path) ? fieldOfPath[path] : undefined;
  if (field === undefined) throw new CallRefused('NOT_COVERED', 'no token covers such a field');
  reading.fields.add(field);
  if (prefix === '') readArguments(node, reading);
  if (node.selectionSet) readSelections(node.selectionSet, `${path}.`, reading);
}

function readArguments(node: FieldNode, reading: Reading): void {
  const { governed, queryType, variables, refs, rolls } = reading;
  const definition = queryType.getFields()[node.name.value];
  if (!definition) throw new CallRefused('NOT_COVERED', 'no token covers such a field');
  const question = governed.questionOf(getArgumentValues(definition, node, variables));
  reading.subjects += question.subjects;
  if (reading.subjects > limits.maxRefsPerCall) {
    throw new CallRefused('NOT_COVERED', 'a call asks about too many at once');
  }
  for (const ref of question.refs) refs.push(ref);
  if (question.roll) rolls.push(question.roll);
}
