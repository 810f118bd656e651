import { type DocumentNode, Kind, visit } from 'graphql';

/** Whether a document asks about the schema itself, which has kinds of fields that the compiled lane does not compile. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      found ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return found;
}
