import { randomUUID } from 'node:crypto';
import type { FieldMask } from '@hearthgate/policies';
import type { StudentNumber } from '@hearthgate/schema';
import { requestAuthority } from '../../agency-token/request-authority.ts';
import { type Answers, deriveAnswers } from '../../answers.ts';
import { RequestRecord } from '../../audit/request-record.ts';
import { documentHash } from '../../documents/document-hash.ts';
import type { FetchedEvidence } from '../../lane.ts';
import { limits } from '../../limits.ts';
import { schoolYearDate } from '../../school-year-date.ts';
import type { ScreeningRow } from '../store/screening-row.ts';
import type { ScreeningDocument } from './screening-document.ts';
import { ScreeningOver } from './screening-over.ts';
import type { WorkerContext } from './worker-context.ts';

/** What agencies said, and the record of it, which is in no log yet. */
export interface AskedForScreening {
  readonly mask: FieldMask;
  readonly answers: Answers;
  readonly evidence: FetchedEvidence;
  readonly record: RequestRecord;
}

/**
 * Asks for a screening as `executeDocument` does for a request: the mask of the grant that was kept, the plan, the
 * agencies, deriving, by the same functions. Client and policies are looked at anew each time.
 *
 * Not checked: the daily budget of students, of which a screening takes nothing.
 *
 * Throws `ScreeningOver` for a client that was revoked, and where the role may not use the purpose any more.
 */
export async function askForScreening(
  { lane, policies, clients }: Pick<WorkerContext, 'lane' | 'policies' | 'clients'>,
  row: ScreeningRow,
  question: {
    readonly documentFor: (mask: FieldMask) => ScreeningDocument;
    readonly studentNumbers: readonly StudentNumber[];
  },
): Promise<AskedForScreening> {
  const { grant, program } = row;
  const settings = await clients.settingsOf(grant.client);
  if (settings === undefined || settings.revoked)
    throw over('CLIENT_REVOKED', 'the client that began it was revoked');
  const record = new RequestRecord({ traceId: randomUUID().replaceAll('-', ''), network: '' });
  record.identify({ ...grant, settings });
  record.concern(row.id);
  const mask = policies.maskFor(grant);
  if (!mask) throw over('PURPOSE_NOT_PERMITTED', `${grant.role} may not ask for ${grant.purpose} any more`);
  record.holdTo(mask);
  const { document, operation } = question.documentFor(mask);
  const hash = documentHash(document);
  record.askBy(hash);
  const onDate = schoolYearDate(new Date());
  const variables = { studentNumbers: question.studentNumbers, ...(program && { program }) };
  const planned = lane.plan({ document, operation, mask, variables, onDate });
  if ('refusedFields' in planned) throw new Error('a screening asked beyond its mask');
  const { plan } = planned;
  record.askAbout(plan);
  const evidence = await lane.fetchEvidence({
    plan,
    authority: requestAuthority({ grant, mask, document: hash, txns: record.txns }),
    deadline: AbortSignal.timeout(limits.screening.chunkDeadlineMs),
  });
  record.fetch(evidence);
  return { mask, evidence, record, answers: deriveAnswers(plan, evidence, onDate) };
}

function over(code: 'CLIENT_REVOKED' | 'PURPOSE_NOT_PERMITTED', message: string): ScreeningOver {
  return new ScreeningOver({ code, message });
}
