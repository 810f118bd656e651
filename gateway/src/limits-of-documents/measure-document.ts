import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** How large a document is, in all that costs something to validate or to execute. Counted over all its operations. */
export interface DocumentSize {
  /** Fields within fields, fragments spread. */
  readonly depth: number;
  readonly aliases: number;
  /** Of the operation with most. */
  readonly rootFields: number;
  readonly directives: number;
  /** Fragment definitions. */
  readonly fragments: number;
  /** Fields of all operations once fragments are spread: what a few doubling fragments multiply. */
  readonly expandedFields: number;
}

interface Extent {
  readonly depth: number;
  readonly rootFields: number;
  readonly fields: number;
}

const empty: Extent = { depth: 0, rootFields: 0, fields: 0 };

/**
 * Measures a parsed document, in time linear in its length: each fragment is measured once. A fragment that spreads
 * itself, or one that is not there, counts as empty: validation refuses both.
 */
export function measureDocument(document: DocumentNode): DocumentSize {
  const count = { aliases: 0, directives: 0 };
  visit(document, {
    Field: ({ alias }: FieldNode) => {
      if (alias) count.aliases += 1;
    },
    Directive: () => {
      count.directives += 1;
    },
  });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const extentOf = extents(fragments);
  const operations = document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet }) => extentOf(selectionSet));
  return {
    ...count,
    depth: Math.max(0, ...operations.map(({ depth }) => depth)),
    rootFields: Math.max(0, ...operations.map(({ rootFields }) => rootFields)),
    // Counted by their definitions, not by their names: two of one name are refused by validation, which is what this is for.
    fragments: document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length,
    expandedFields: operations.reduce((sum, { fields }) => sum + fields, 0),
  };
}

function extents(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (selectionSet: SelectionSetNode) => Extent {
  const known = new Map<string, Extent>();

  const ofFragment = (name: string): Extent => {
    const measured = known.get(name);
    if (measured) return measured;
    // Found again while it is being measured, it spreads itself.
    known.set(name, empty);
    const definition = fragments.get(name);
    const extent = definition ? ofSelections(definition.selectionSet) : empty;
    known.set(name, extent);
    return extent;
  };

  const ofSelections = ({ selections }: SelectionSetNode): Extent => {
    let { depth, rootFields, fields } = empty;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? ofSelections(selection.selectionSet) : empty;
        depth = Math.max(depth, 1 + below.depth);
        rootFields += 1;
        fields += 1 + below.fields;
      } else {
        const spread =
          selection.kind === Kind.INLINE_FRAGMENT
            ? ofSelections(selection.selectionSet)
            : ofFragment(selection.name.value);
        depth = Math.max(depth, spread.depth);
        rootFields += spread.rootFields;
        fields += spread.fields;
      }
    }
    return { depth, rootFields, fields };
  };
  return ofSelections;
}
