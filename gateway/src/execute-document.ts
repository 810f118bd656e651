import { type DecidingPolicy, permitDocument, planEvidence } from '@hearthgate/policies';
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { requestAuthority } from './agency-token/request-authority.ts';
import { deriveAnswers } from './answers.ts';
import { coerceVariables } from './coerce-variables.ts';
import { Refusal } from './errors.ts';
import { fetchEvidence } from './fetch-evidence.ts';
import { limits } from './limits.ts';
import type { PolicyKeeper } from './policies/policy-keeper.ts';
import type { PurposeGrant } from './access-token/purpose-grant.ts';

export interface ExecuteDocumentOptions {
  readonly publicSchema: GraphQLSchema;
  readonly evidenceSchema: GraphQLSchema;
  readonly policies: PolicyKeeper;
  readonly grant: PurposeGrant;
  /** Parsed, and valid against the public schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly deadline: AbortSignal;
  /** `YYYY-MM-DD`. */
  readonly onDate: string;
}

/**
 * Masks, plans, fetches, derives: the four stages inside Apollo's executor. Nothing is fetched for a document that
 * names one field outside the caller's mask.
 *
 * Errors: `PURPOSE_NOT_PERMITTED`, `FIELD_NOT_PERMITTED`, `BAD_USER_INPUT`, `SUBJECT_LIMIT_EXCEEDED`.
 */
export async function executeDocument(options: ExecuteDocumentOptions): Promise<ExecutionResult> {
  const { publicSchema, evidenceSchema, policies, grant, document, operation, deadline, onDate } = options;
  const mask = policies.maskFor(grant);
  if (!mask) {
    throw new Refusal('PURPOSE_NOT_PERMITTED', `${grant.role} may not ask for ${grant.purpose}`);
  }
  const permitted = permitDocument(document, publicSchema, mask);
  if ('refusedFields' in permitted) {
    const { refusedFields: fields, policies: deciding } = permitted;
    throw new Refusal('FIELD_NOT_PERMITTED', refusalMessage(grant, fields, deciding), {
      extensions: { fields, policies: deciding },
    });
  }
  const variables = coerceVariables(publicSchema, operation, options.variables);
  const plan = planEvidence({ permitted, operation, variables, schema: publicSchema, onDate });
  const subjects = plan.questions.reduce((count, { studentNumbers }) => count + studentNumbers.length, 0);
  if (subjects > limits.maxSubjectsPerRequest) {
    const most = String(limits.maxSubjectsPerRequest);
    throw new Refusal(
      'SUBJECT_LIMIT_EXCEEDED',
      `a request may ask about ${most} student numbers, repeats counted`,
    );
  }
  const authority = requestAuthority(grant, mask, document);
  const evidence = await fetchEvidence({ evidenceSchema, plan, authority, deadline });
  const answers = deriveAnswers(plan, evidence, onDate);
  return execute({
    schema: publicSchema,
    document,
    operationName: operation.name?.value,
    variableValues: options.variables,
    contextValue: answers,
  });
}

function refusalMessage(
  { role, purpose }: PurposeGrant,
  fields: readonly string[],
  deciding: readonly DecidingPolicy[],
): string {
  const why = deciding.map(({ id, reason }) => `${id}: ${reason}`);
  return `${role} may not read ${fields.join(', ')} for ${purpose} (${why.join(' ') || 'no policy permits it'})`;
}
