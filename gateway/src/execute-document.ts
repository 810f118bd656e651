import { purposes } from '@hearthgate/policies';
import type { Purpose } from '@hearthgate/schema';
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';
import { requestAuthority } from './agency-token/request-authority.ts';
import { deriveAnswers } from './answers.ts';
import type { RequestRecord } from './audit/request-record.ts';
import { spendSubjects, type SubjectBudget } from './budget/spend-subjects.ts';
import { documentHash } from './documents/document-hash.ts';
import { withIntrospection } from './documents/with-introspection.ts';
import { Refusal } from './errors.ts';
import type { Lane } from './lane.ts';
import { limits } from './limits.ts';
import type { PolicyKeeper } from './policies/policy-keeper.ts';
import type { PurposeGrant } from './access-token/purpose-grant.ts';
import { refuseFields } from './refuse-fields.ts';
import { schoolYearDate } from './school-year-date.ts';
import type { RequestTrace } from './telemetry/request-trace.ts';

export interface ExecuteDocumentOptions {
  readonly lane: Lane;
  readonly policies: PolicyKeeper;
  readonly grant: PurposeGrant;
  /** Learns what the audit log will say. */
  readonly record: RequestRecord;
  readonly trace: RequestTrace;
  /** Parsed, and valid against the public schema. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly budget: SubjectBudget;
  readonly deadline: AbortSignal;
  /** Its date in China chooses the rules of programs and the day of budgets. */
  readonly now: Date;
}

/**
 * Masks, plans, spends, fetches, derives: the five stages inside Apollo's executor. Nothing is spent or fetched for a
 * document that names one field outside the caller's mask, and nothing fetched beyond the client's budget.
 *
 * Errors: `PURPOSE_NOT_PERMITTED`, `FIELD_NOT_PERMITTED`, `BAD_USER_INPUT`, `SUBJECT_LIMIT_EXCEEDED`,
 * `SUBJECT_BUDGET_EXHAUSTED`, `BUDGET_UNAVAILABLE`.
 */
export async function executeDocument(options: ExecuteDocumentOptions): Promise<ExecutionResult> {
  const { lane, policies, grant, record, trace, document, operation, variables, deadline, now } = options;
  const hash = documentHash(document);
  record.askBy(hash);
  const onDate = schoolYearDate(now);
  const mask = trace.stage('mask-fields', () => policies.maskFor(grant));
  if (!mask) {
    throw new Refusal('PURPOSE_NOT_PERMITTED', `${grant.role} may not ask for ${grant.purpose}`);
  }
  record.holdTo(mask);
  const asked = { document, operation, mask: withIntrospection(mask, grant.settings), variables, onDate };
  const planned = trace.stage('plan-evidence', () => lane.plan(asked));
  if ('refusedFields' in planned) throw refuseFields(grant, planned, record);
  const { plan } = planned;
  record.askAbout(plan);
  const studentNumbers = plan.questions.flatMap((question) => question.studentNumbers);
  limitSubjects(studentNumbers.length, grant.purpose);
  const spent = { budget: options.budget, grant, studentNumbers, now };
  await trace.stage('spend-subjects', () => spendSubjects(spent));
  const authority = requestAuthority({ grant, mask, document: hash, txns: record.txns });
  const evidence = await trace.stage('fetch-evidence', () =>
    lane.fetchEvidence({ plan, authority, deadline, span: trace.openSpan }),
  );
  record.fetch(evidence);
  return trace.stage('derive-status', () => planned.project(deriveAnswers(plan, evidence, onDate)));
}

function limitSubjects(subjects: number, purpose: Purpose): void {
  const most = Math.min(limits.maxSubjectsPerRequest, purposes[purpose].maxSubjectsPerRequest);
  if (subjects <= most) return;
  throw new Refusal(
    'SUBJECT_LIMIT_EXCEEDED',
    `a request for ${purpose} may ask about ${String(most)} student numbers, repeats counted`,
  );
}
