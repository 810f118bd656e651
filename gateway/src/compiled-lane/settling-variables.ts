import { type DocumentNode, Kind, visit } from 'graphql';

/** The root fields whose arguments only name students. */
const ASKING_FIELDS: ReadonlySet<string> = new Set(['householdStatus', 'householdStatuses']);

/**
 * The variables whose values decide what a document selects, in directives and in arguments such as `program`. All
 * others only name students: for whatever values they have, plan and projection are the same.
 *
 * Looks at the whole document, so that it may name a variable more than an operation needs, and never one less.
 */
export function settlingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const add = {
    Variable: ({ name }: { readonly name: { readonly value: string } }) => void names.add(name.value),
  };
  visit(document, {
    [Kind.DIRECTIVE]: (node) => void visit(node, add),
    [Kind.FIELD]: (node) => {
      if (ASKING_FIELDS.has(node.name.value)) return;
      for (const argument of node.arguments ?? []) visit(argument, add);
    },
  });
  return [...names].sort();
}
