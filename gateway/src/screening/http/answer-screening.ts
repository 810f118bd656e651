import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AuditCommitting, commitAudit } from '../../audit/commit-audit.ts';
import { RequestRecord } from '../../audit/request-record.ts';
import { networkOf } from '../../budget/network-of.ts';
import { pathOf } from '../../dispatch.ts';
import { Refusal } from '../../errors.ts';
import { faultOutcome } from '../../fault-outcome.ts';
import { identifyCaller, type IdentifyCallerOptions } from '../../identify-caller.ts';
import type { CodedOutcome } from '../../outcome.ts';
import type { RequestPlaces } from '../../overload/request-places.ts';
import type { PolicyKeeper } from '../../policies/policy-keeper.ts';
import type { RequestTrace } from '../../telemetry/request-trace.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { asScreeningRefusal } from '../as-screening-refusal.ts';
import { isScreeningId } from '../screening-id.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { findScreening } from '../store/find-screening.ts';
import { answerResults } from './answer-results.ts';
import { answerRoster } from './answer-roster.ts';
import { sendBody } from './send-body.ts';

export interface AnswerScreeningOptions extends IdentifyCallerOptions {
  readonly publicUrl: string;
  readonly audit: AuditCommitting;
  readonly telemetry: Pick<Telemetry, 'begin'>;
  readonly policies: PolicyKeeper;
  readonly store: ScreeningStore;
  readonly uploads: RequestPlaces;
  readonly downloads: RequestPlaces;
}

/** What came of a request: an outcome to commit and, once it is committed, maybe a body that follows. */
export interface ScreeningOutcome {
  readonly outcome: CodedOutcome;
  readonly body?: AsyncIterable<string>;
}

const paths = /^\/screenings\/([0-9a-f-]{36})\/(roster|results)$/;

/**
 * Answers what is sent to and fetched from `/screenings/<id>/…`: a roster or a part of one, how much of it is there, and
 * results. By the stages and through the exit of `answerRequest`: nothing is answered, and no byte of results sent, that
 * the log does not hold. What a request may do to a screening its token's client, purpose and location decide; to any
 * other the screening does not exist.
 */
export async function answerScreening(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerScreeningOptions,
): Promise<void> {
  const path = pathOf(request);
  const [, id = '', part = ''] = paths.exec(path) ?? [];
  const isRoster = part === 'roster';
  const trace = options.telemetry.begin(
    request,
    isRoster ? '/screenings/{id}/roster' : '/screenings/{id}/results',
  );
  const record = new RequestRecord({
    traceId: trace.id,
    network: networkOf(request.socket.remoteAddress ?? ''),
  });
  using place = (isRoster ? options.uploads : options.downloads).take();
  const settled = await settle(
    request,
    { trace, record, id, part, endpoint: `${options.publicUrl}${path}`, place },
    options,
  );
  const committed = await trace.stage('commit-audit', () =>
    commitAudit(settled.outcome, record, options.audit),
  );
  trace.end(committed);
  await sendBody(response, committed, settled.body);
}

interface BegunRequest {
  readonly trace: RequestTrace;
  readonly record: RequestRecord;
  readonly id: string;
  readonly part: string;
  readonly endpoint: string;
  readonly place: { require(): void };
}

async function settle(
  request: IncomingMessage,
  begun: BegunRequest,
  options: AnswerScreeningOptions,
): Promise<ScreeningOutcome> {
  const { trace, record, id, part } = begun;
  try {
    begun.place.require();
    const grant = await trace.stage('identify-caller', () =>
      identifyCaller(request, { trace, record }, { ...options, endpoint: begun.endpoint }),
    );
    record.screen([part === 'roster' ? 'screeningRoster' : 'screeningResults']);
    const mask = options.policies.maskFor(grant);
    if (!mask) throw new Refusal('PURPOSE_NOT_PERMITTED', `${grant.role} may not ask for ${grant.purpose}`);
    record.holdTo(mask);
    const row = isScreeningId(id) ? await findScreening(options.store.pool, grant, id) : undefined;
    if (!row || part === '') {
      throw new Refusal('NOT_FOUND', 'there is no such screening under this client, purpose and location');
    }
    record.concern(row.id);
    if (row.status === 'EXPIRED')
      throw new Refusal('SCREENING_EXPIRED', 'this screening was erased when its time was over');
    const { store } = options;
    return part === 'roster'
      ? { outcome: await answerRoster(request, { store, row }) }
      : answerResults(request, { store, row, mask });
  } catch (error) {
    return { outcome: faultOutcome(asScreeningRefusal(error), record, options.audit.reportFault) };
  }
}
