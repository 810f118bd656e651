import type { AuditEntry } from '@hearthgate/audit-log';
import type { EvidencePlan, FieldMask } from '@hearthgate/policies';
import { requestTxns } from '../agency-token/request-authority.ts';
import type { PurposeGrant } from '../access-token/purpose-grant.ts';
import type { FetchedEvidence } from '../lane.ts';
import type { CodedOutcome } from '../outcome.ts';
import { disclosuresOf, subjectsOf } from './disclosures-of.ts';
import { grantFacts } from './grant-facts.ts';
import type { CountedCaller, OutcomeRecord } from './outcome-record.ts';

export interface RequestRecordOptions {
  /** By which an entry leads to the request's trace, where one was recorded. */
  readonly traceId: string;
  /** What a caller is counted under that is not known. */
  readonly network: string;
}

/** What the log will say of one `POST /graphql`, of one request about a screening, or of one of its chunks. */
export class RequestRecord implements OutcomeRecord {
  readonly startedAt = new Date();
  readonly traceId: string;
  readonly txns = requestTxns();
  readonly #network: string;
  #grant: PurposeGrant | undefined;
  #document: string | undefined;
  #mask: FieldMask | undefined;
  #refusedFields: readonly string[] = [];
  #plan: EvidencePlan | undefined;
  #evidence: FetchedEvidence | undefined;
  #screening: string | undefined;
  #screeningFields: readonly string[] = [];

  constructor({ traceId, network }: RequestRecordOptions) {
    this.traceId = traceId;
    this.#network = network;
  }

  get caller(): CountedCaller {
    return this.#grant ? { client: this.#grant.client } : { network: this.#network };
  }

  identify(grant: PurposeGrant): PurposeGrant {
    this.#grant = grant;
    return grant;
  }

  /** By its hash, from which no literal of it can be read off. */
  askBy(documentHash: string): void {
    this.#document = documentHash;
  }

  holdTo(mask: FieldMask): void {
    this.#mask = mask;
  }

  refuseFields(fields: readonly string[]): void {
    this.#refusedFields = fields;
  }

  /** Before anything is fetched: from here on the entry names whom it was about. */
  askAbout(plan: EvidencePlan): void {
    this.#plan = plan;
  }

  fetch(evidence: FetchedEvidence): void {
    this.#evidence = evidence;
  }

  /** Which of the caller's screenings it is about. */
  concern(screening: string): void {
    this.#screening = screening;
  }

  /** What it does to screenings, by the names of the fields or of what is sent or fetched. */
  screen(fields: readonly string[]): void {
    this.#screeningFields = fields;
  }

  entry(outcome: CodedOutcome): AuditEntry | undefined {
    const grant = this.#grant;
    if (!grant) return undefined;
    const plan = this.#plan;
    const answered = outcome.code === 'ANSWERED' ? this.#evidence : undefined;
    return {
      kind: 'REQUEST',
      time: this.startedAt,
      txn: this.txns.enrollment,
      traceId: this.traceId,
      outcome: outcome.code,
      httpStatus: outcome.status,
      ...grantFacts(grant),
      ...(this.#document !== undefined && { document: this.#document }),
      ...(this.#mask && { mask: this.#mask.hash, policy: this.#mask.policyHash }),
      ...(this.#screening !== undefined && { screening: this.#screening }),
      fields: [...this.#screeningFields, ...(plan ? fieldsOf(plan) : [])],
      programs: plan?.questions.flatMap(({ programs }) => programs) ?? [],
      refusedFields: this.#refusedFields,
      // What was fetched and not shown, because of a fault, was disclosed to nobody.
      disclosures: !plan ? [] : answered ? disclosuresOf(plan, answered) : subjectsOf(plan),
      agencies: this.#evidence?.agencies ?? [],
    };
  }
}

function fieldsOf({ questions, registers }: EvidencePlan): string[] {
  const fields = new Set(questions.flatMap((question) => question.fields));
  if (registers.length > 0) fields.add('registers');
  return [...fields];
}
