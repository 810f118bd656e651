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
  /** Fields beside another of the same name in the answer: validation compares each with each, and all that is in them. */
  readonly repeats: number;
}

interface Extent {
  readonly depth: number;
  readonly expandedFields: number;
  /** How often each name in the answer is selected here. */
  readonly names: ReadonlyMap<string, number>;
}

const nothing: Extent = { depth: 0, expandedFields: 0, names: new Map() };

/**
 * Measures a parsed document, each fragment once, whether it is spread or not. A fragment that spreads itself, or one
 * that is not there, counts as empty: validation refuses both.
 */
export function measureDocument(document: DocumentNode): DocumentSize {
  let [aliases, directives] = [0, 0];
  visit(document, {
    Field: ({ alias }: FieldNode) => {
      if (alias) aliases += 1;
    },
    Directive: () => {
      directives += 1;
    },
  });
  const measure = new Measure(document);
  const operations = document.definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet }) => measure.ofSelections(selectionSet));
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const all = [...operations, ...measure.ofFragments()];
  return {
    aliases,
    directives,
    depth: Math.max(0, ...all.map(({ depth }) => depth)),
    rootFields: Math.max(0, ...operations.map(({ names }) => total(names))),
    fragments: fragments.length,
    expandedFields: operations.reduce((sum, { expandedFields }) => sum + expandedFields, 0),
    repeats: measure.repeats,
  };
}

class Measure {
  repeats = 0;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Extent>();

  constructor({ definitions }: DocumentNode) {
    this.#fragments = new Map(
      definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((definition) => [definition.name.value, definition]),
    );
  }

  ofFragments(): Extent[] {
    return [...this.#fragments.keys()].map((name) => this.#ofFragment(name));
  }

  /** Of what an operation, a field or a fragment selects. */
  ofSelections(selectionSet: SelectionSetNode): Extent {
    const extent = this.#flattened(selectionSet);
    this.repeats += total(extent.names) - extent.names.size;
    return extent;
  }

  #ofFragment(name: string): Extent {
    const known = this.#known.get(name);
    if (known) return known;
    // Found again while it is being measured, it spreads itself.
    this.#known.set(name, nothing);
    const definition = this.#fragments.get(name);
    const extent = definition ? this.ofSelections(definition.selectionSet) : nothing;
    this.#known.set(name, extent);
    return extent;
  }

  #flattened({ selections }: SelectionSetNode): Extent {
    let { depth, expandedFields } = nothing;
    const names = new Map<string, number>();
    const add = (name: string, times: number): void => {
      names.set(name, (names.get(name) ?? 0) + times);
    };
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? this.ofSelections(selection.selectionSet) : nothing;
        depth = Math.max(depth, 1 + below.depth);
        expandedFields += 1 + below.expandedFields;
        add((selection.alias ?? selection.name).value, 1);
      } else {
        const spread =
          selection.kind === Kind.INLINE_FRAGMENT
            ? this.#flattened(selection.selectionSet)
            : this.#ofFragment(selection.name.value);
        depth = Math.max(depth, spread.depth);
        expandedFields += spread.expandedFields;
        for (const [name, times] of spread.names) add(name, times);
      }
    }
    return { depth, expandedFields, names };
  }
}

function total(names: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const times of names.values()) sum += times;
  return sum;
}
