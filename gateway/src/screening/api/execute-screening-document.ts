import { collectFields } from '@graphql-tools/utils';
import { fragmentsOf, permitDocument } from '@hearthgate/policies';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { PurposeGrant } from '../../access-token/purpose-grant.ts';
import type { RequestRecord } from '../../audit/request-record.ts';
import { coerceVariables } from '../../coerce-variables.ts';
import { documentHash } from '../../documents/document-hash.ts';
import { withIntrospection } from '../../documents/with-introspection.ts';
import { Refusal } from '../../errors.ts';
import { refuseFields } from '../../refuse-fields.ts';
import type { PolicyKeeper } from '../../policies/policy-keeper.ts';
import { asScreeningRefusal } from '../as-screening-refusal.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { screeningOperations } from './screening-operations.ts';

export interface ExecuteScreeningDocumentOptions {
  readonly publicSchema: GraphQLSchema;
  readonly policies: PolicyKeeper;
  readonly screenings: { readonly store: ScreeningStore; readonly publicUrl: string };
  readonly grant: PurposeGrant;
  /** Learns what the audit log will say. */
  readonly record: RequestRecord;
  /** Parsed, and valid against the public schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly now: Date;
}

/**
 * Executes a document about screenings, by GraphQL's own execution, under the mask that holds for students. A mutation
 * stands alone in its operation: what a second one would do could not be taken back when the first is refused.
 *
 * Errors: `PURPOSE_NOT_PERMITTED`, `FIELD_NOT_PERMITTED`, `BAD_USER_INPUT`, those of `screeningOperations`, and
 * `SCREENINGS_UNAVAILABLE` where the database is not there.
 */
export async function executeScreeningDocument(
  options: ExecuteScreeningDocumentOptions,
): Promise<ExecutionResult> {
  const { publicSchema, policies, grant, record, document, operation } = options;
  record.askBy(documentHash(document));
  const mask = policies.maskFor(grant);
  if (!mask) throw new Refusal('PURPOSE_NOT_PERMITTED', `${grant.role} may not ask for ${grant.purpose}`);
  record.holdTo(mask);
  const permitted = permitDocument(document, publicSchema, withIntrospection(mask, grant.settings));
  if ('refusedFields' in permitted) throw refuseFields(grant, permitted, record);
  const variables = coerceVariables(publicSchema, operation, options.variables);
  record.screen(requireFewFields(options, variables));
  const rootValue = screeningOperations({ ...options.screenings, grant, mask, record, now: options.now });
  const result = await execute({
    schema: publicSchema,
    document,
    operationName: operation.name?.value ?? null,
    rootValue,
    variableValues: options.variables,
  });
  const refusal = asScreeningRefusal(result.errors?.[0]?.originalError);
  if (refusal instanceof Refusal) throw refusal;
  return result;
}

/** The root fields that are executed, by their names. */
function requireFewFields(
  { publicSchema, document, operation }: ExecuteScreeningDocumentOptions,
  variables: Readonly<Record<string, unknown>>,
): string[] {
  const type = publicSchema.getRootType(operation.operation);
  if (!type) throw new Refusal('BAD_USER_INPUT', `there is no ${operation.operation} here`);
  const coerced = { coerced: { ...variables }, sources: {} };
  const { fields } = collectFields(
    publicSchema,
    fragmentsOf(document),
    coerced,
    type,
    operation.selectionSet,
  );
  if (operation.operation === OperationTypeNode.MUTATION && fields.size !== 1) {
    throw new Refusal('BAD_USER_INPUT', 'send one mutation at a time');
  }
  return [...fields.values()].flatMap(([node]) =>
    node === undefined || node.name.value.startsWith('__') ? [] : [node.name.value],
  );
}
