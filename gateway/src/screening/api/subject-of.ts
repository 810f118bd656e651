import { type DocumentNode, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';

/** What a document's root fields are about. */
export type Subject = 'students' | 'screenings' | 'both';

const screeningFields: ReadonlySet<string> = new Set(['screening', 'screenings']);
const studentFields: ReadonlySet<string> = new Set(['householdStatus', 'householdStatuses', 'registers']);

const known = new WeakMap<DocumentNode, Subject>();

/**
 * Whether a document, valid against the public schema, asks about students or about screenings. All mutations are about
 * screenings. A document that does neither, such as one that introspects, counts as one about students. Looks at all
 * operations, and whatever `@skip` and `@include` say, as the mask does.
 */
export function subjectOf(document: DocumentNode): Subject {
  const before = known.get(document);
  if (before !== undefined) return before;
  const names = rootFieldsOf(document);
  const screenings = names.has('mutation') || [...names].some((name) => screeningFields.has(name));
  const students = [...names].some((name) => studentFields.has(name));
  const subject = screenings ? (students ? 'both' : 'screenings') : 'students';
  known.set(document, subject);
  return subject;
}

/** The names of all root fields, and `mutation` where there is one. */
function rootFieldsOf({ definitions }: DocumentNode): Set<string> {
  const names = new Set<string>();
  const fragments = new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet]] : [],
    ),
  );
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment);
      }
    }
  };
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.operation === OperationTypeNode.MUTATION) names.add('mutation');
    collect(definition.selectionSet);
  }
  return names;
}
