import { type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { OperatorRefused } from '../errors.ts';
import type { Viewer } from './permit-viewer.ts';
import type { Question } from './read-question.ts';

/** A question that its asker may ask. Only `permitQuestion` makes one, and only one is executed. */
export interface PermittedQuestion extends Question {
  readonly viewer: Viewer;
}

/** What a comparison with the audit log needs: neither who asked, nor for what, nor about how many. */
const officersFields: ReadonlySet<string> = new Set([
  'Query.accessRecords',
  'AccessRecordPage.records',
  'AccessRecordPage.next',
  'AccessRecord.time',
  'AccessRecord.txn',
  'AccessRecord.fields',
]);

/**
 * Holds every field that a document names against what its asker may see, before anything is read: in all operations and
 * fragments, under aliases, and whatever `@skip` and `@include` say. One field too many refuses the whole.
 *
 * Errors: `FIELD_NOT_PERMITTED` with `fields`.
 */
export function permitQuestion(question: Question, viewer: Viewer, schema: GraphQLSchema): PermittedQuestion {
  if (viewer === 'operator') return { ...question, viewer };
  const refused = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    question.document,
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        const field = `${typeInfo.getParentType()?.name ?? '?'}.${name.value}`;
        if (name.value !== '__typename' && !officersFields.has(field)) refused.add(field);
      },
    }),
  );
  if (refused.size === 0) return { ...question, viewer };
  throw new OperatorRefused(
    'FIELD_NOT_PERMITTED',
    'a privacy officer may ask for time, txn and fields of accessRecords',
    { extensions: { fields: [...refused].sort() } },
  );
}
