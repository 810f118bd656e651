import type { AgencyName, AgencyTokenClaims } from '@hearthgate/schema';
import type { RequestAuthority } from '../agency-token/request-authority.ts';
import type { AskAgency } from '../agencies/agency-caller.ts';
import { AgencyUnavailable } from '../agencies/agency-unavailable.ts';
import type { CallSlots } from '../agencies/call-slots.ts';
import { type Share, SharedCalls } from '../agencies/shared-calls.ts';
import type { ObserveAgencyCall } from '../telemetry/observe-agency-calls.ts';
import { WrongAnswer } from './answer-checks.ts';

type Data = Readonly<Record<string, unknown>>;

/** What a call asks; the same for all requests that share it. */
export interface AgencyQuestion {
  readonly purpose: RequestAuthority['purpose'];
  readonly policyHash: string;
  readonly roll?: NonNullable<AgencyTokenClaims['roll']>;
  /** By the names that tokens use. */
  readonly fields: readonly string[];
  /** A constant for each set of fields, so that the agency parses and validates it once. */
  readonly query: string;
}

export interface AgencyCallsOptions<Question extends AgencyQuestion, Answer> {
  readonly agency: AgencyName;
  readonly ask: AskAgency;
  readonly observeCall: ObserveAgencyCall;
  /** Tells the questions apart that go to the agency. */
  readonly name: string;
  readonly slots: CallSlots;
  readonly variables: (question: Question, refs: readonly string[]) => Readonly<Record<string, unknown>>;
  /** Takes an answer apart into one for each share; throws `WrongAnswer` for what is none. */
  readonly read: (
    data: Data,
    shares: readonly Share[],
    refs: readonly string[],
    question: Question,
  ) => readonly Answer[];
}

/** The calls of one kind to one agency, each under a token that names all who share it, in the order of their refs. */
export function agencyCalls<Question extends AgencyQuestion, Answer>(
  options: AgencyCallsOptions<Question, Answer>,
): SharedCalls<Question, Answer> {
  const { agency, name, ask, observeCall, slots, variables, read } = options;
  const call = async (
    question: Question,
    shares: readonly Share[],
    refs: readonly string[],
    deadline: AbortSignal,
  ): Promise<readonly Answer[]> => {
    const { purpose, policyHash, roll, fields, query } = question;
    const { data } = await ask({
      agency,
      query,
      variables: variables(question, refs),
      deadline,
      grant: {
        purpose,
        fields,
        policy_hash: policyHash,
        ...(roll && { roll }),
        refs,
        requesters: shares.map(({ requester }) => requester),
      },
    });
    try {
      return read(data, shares, refs, question);
    } catch (error) {
      if (error instanceof WrongAnswer) throw new AgencyUnavailable(agency, 'WRONG', error);
      throw error;
    }
  };
  return new SharedCalls({
    name,
    slots,
    call: (question, shares, signal) => {
      const refs = shares.length === 1 ? (shares[0]?.refs ?? []) : shares.flatMap((share) => share.refs);
      const waiting = shares.flatMap(({ span }) => span ?? []);
      const subjects = shares.reduce((sum, share) => sum + share.subjects, 0);
      return observeCall({ agency, requesters: shares.length, refs: subjects, waiting }, () =>
        call(question, shares, refs, signal),
      );
    },
  });
}

/** Each share's own part of what has a place for each subject of the call. */
export function partsOf<Part>(
  shares: readonly Share[],
  part: (first: number, count: number) => Part,
): Part[] {
  let first = 0;
  return shares.map(({ subjects }) => {
    const own = part(first, subjects);
    first += subjects;
    return own;
  });
}
