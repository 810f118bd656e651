import type { ViewField } from '@hearthgate/policies';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';

/** A document with its one operation. */
export interface ScreeningDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

const objectFields: ReadonlySet<ViewField> = new Set<ViewField>([
  'enrollment',
  'povertyRegistry',
  'subsistenceAllowance',
  'disability',
  'orphan',
]);

const known = new Map<string, ScreeningDocument>();

/**
 * What a screening asks about each student, as a document against the public schema: every field that results show and
 * the mask permits. Made once for each set of fields, since plans are known by the very operation they were made for.
 */
export function screeningDocument(fields: ReadonlySet<ViewField>, withProgram: boolean): ScreeningDocument {
  const names = [...fields].filter((field) => field !== 'studentNumber' && field !== 'qualifies').sort();
  const qualifies = withProgram && fields.has('qualifies');
  const key = `${names.join(' ')} ${String(qualifies)}`;
  const before = known.get(key);
  if (before) return before;
  const finding = '{ answer unknownReason }';
  const selected = names.map((name) => (objectFields.has(name) ? `${name} ${finding}` : name));
  if (qualifies) selected.push(`qualifies(program: $program) ${finding}`);
  const document =
    parse(`query Screening($studentNumbers: [StudentNumber!]!${qualifies ? ', $program: AidProgram!' : ''}) {
    householdStatuses(studentNumbers: $studentNumbers) {
      __typename ... on HouseholdStatus { studentNumber ${selected.join(' ')} } ... on NotOnRoll { studentNumber }
    }
  }`);
  const made = { document, operation: operationOf(document) };
  known.set(key, made);
  return made;
}

/** What a screening asks before and after: what the answers rest on. */
export const registersDocument: ScreeningDocument = (() => {
  const document = parse('query ScreeningRegisters { registers { agency asOf accepted rejected } }');
  return { document, operation: operationOf(document) };
})();

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a document without an operation');
  return operation;
}
