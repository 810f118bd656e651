import type { EvidencePlan, Question } from '@hearthgate/policies';
import { type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import { plannedFields } from '../agency-token/planned-fields.ts';
import type { RequestAuthority } from '../agency-token/request-authority.ts';
import { AgenciesAsked } from '../agencies-asked.ts';
import { Patience } from '../agencies/patience.ts';
import type { Share } from '../agencies/shared-calls.ts';
import type { EvidenceRequest, FetchedEvidence, Register } from '../lane.ts';
import { registerField } from '../write-evidence-query.ts';
import type { AgencySources } from './agency-sources.ts';
import { type CallsByAgency, registerQuery, rollQuery, standingsQuery } from './calls-by-agency.ts';
import { type LinkedRoll, linkRoll, placesOf } from './linked-roll.ts';
import { personsAsked } from './persons-asked.ts';
import type { RefFields } from './read-roll.ts';
import { type AgencyAnswer, rollEvidence } from './roll-evidence.ts';

/** One request's fetching: what was asked so far, and what has come back. */
interface Fetching extends EvidenceRequest {
  readonly sources: AgencySources;
  readonly calls: CallsByAgency;
  readonly asked: AgenciesAsked;
  readonly patience: Patience;
  readonly registers: Map<AgencyName, Register>;
  readonly answers: Map<HouseholdAgency, AgencyAnswer>;
}

/**
 * Fetches what a plan needs by calls that requests share: one promise for each agency, however many students and fields.
 * What has not come back by the deadline is left behind; the calls go on for those who still wait.
 */
export async function fetchByCalls(
  sources: AgencySources,
  calls: CallsByAgency,
  request: EvidenceRequest,
): Promise<FetchedEvidence> {
  const { plan } = request;
  using patience = new Patience(request.deadline);
  const asked = new AgenciesAsked(request.authority);
  const fetching: Fetching = {
    ...request,
    sources,
    calls,
    asked,
    patience,
    registers: new Map(),
    answers: new Map(),
  };
  const registers = plan.registers.map((agency) => askForRegister(agency, fetching));
  const roll = await patience.wait(askForRoll(fetching));
  const standings = roll ? HOUSEHOLD_AGENCIES.map((agency) => askForStandings(agency, roll, fetching)) : [];
  await patience.wait(Promise.all([...registers, ...standings]));
  // From here on nothing that comes late is looked at.
  return {
    questions: plan.questions.map((question) => rollEvidence(question, roll, fetching.answers)),
    registers: plan.registers.flatMap((agency) => fetching.registers.get(agency) ?? []),
    agencies: asked.list(),
  };
}

/** Resolves to what the agency answers, and to nothing where it does not. */
async function ask<Answer>(
  agency: AgencyName,
  asked: AgenciesAsked,
  asking: () => Promise<Answer>,
): Promise<Answer | undefined> {
  asked.asking(agency);
  try {
    const answer = await asking();
    asked.answered(agency);
    return answer;
  } catch {
    return undefined;
  }
}

async function askForRegister(agency: AgencyName, fetching: Fetching): Promise<void> {
  const { calls, asked, registers, authority } = fetching;
  const question = {
    ...purposeOf(authority),
    fields: [registerField(agency)],
    query: registerQuery(agency),
  };
  const register = await ask(agency, asked, () =>
    calls.registers[agency].ask(authority.sharingKey, question, shareOf(agency, [], 0, fetching)),
  );
  if (register) registers.set(agency, register);
}

async function askForRoll(fetching: Fetching): Promise<LinkedRoll | undefined> {
  const { calls, asked, plan, authority, sources } = fetching;
  const questions = plan.questions.filter(isAskedOfRoll);
  // Sorted, so that enrollment learns nothing from the order either.
  const numbers = [...new Set(questions.flatMap(({ studentNumbers }) => studentNumbers))].sort();
  if (numbers.length === 0) return undefined;
  const fields = plannedFields({ ...plan, registers: [] }, 'enrollment');
  const refFields = refFieldsOf(plan, sources);
  const { roll } = authority;
  const question = {
    ...purposeOf(authority),
    ...(roll && { roll }),
    fields,
    refFields,
    query: rollQuery(refFields),
  };
  // Of another school's call not even the time is to be shared: each roll is asked by itself.
  const key = [authority.sharingKey, JSON.stringify(roll ?? null), ...fields].join(' ');
  const answer = await ask('enrollment', asked, () =>
    calls.roll.ask(key, question, shareOf('enrollment', numbers, numbers.length, fetching)),
  );
  return answer && linkRoll(numbers, answer);
}

async function askForStandings(agency: HouseholdAgency, roll: LinkedRoll, fetching: Fetching): Promise<void> {
  const { calls, asked: asking, authority, sources, answers, plan } = fetching;
  if (roll.asOf === null) return;
  const source = sources[agency];
  const needed = plan.questions.filter(isAskedOfRoll).flatMap(({ needs, studentNumbers }) => {
    const persons = needs[agency];
    return persons === undefined ? [] : [{ places: placesOf(studentNumbers, roll), persons }];
  });
  const asked = needed.length === 0 ? undefined : personsAsked(roll, source.keyField, needed);
  if (asked === undefined) return;
  const question = { ...purposeOf(authority), fields: [source.name], query: standingsQuery(source) };
  const share = shareOf(agency, [asked.text], asked.subjects, fetching);
  const standings = await ask(agency, asking, () =>
    calls.standings[agency].ask(authority.sharingKey, question, share),
  );
  answers.set(agency, { asked, standings });
}

function isAskedOfRoll({ withheld }: Question): boolean {
  return !withheld.has('enrollment');
}

function refFieldsOf({ questions }: EvidencePlan, sources: AgencySources): RefFields {
  const asking = (persons: string | undefined): string[] =>
    HOUSEHOLD_AGENCIES.filter((agency) =>
      questions.some(({ needs }) =>
        persons === undefined ? needs[agency] !== undefined : needs[agency] === persons,
      ),
    ).map((agency) => sources[agency].keyField);
  return { student: asking(undefined), guardians: asking('STUDENT_AND_GUARDIANS') };
}

function purposeOf({
  purpose,
  policyHash,
}: RequestAuthority): Pick<RequestAuthority, 'purpose' | 'policyHash'> {
  return { purpose, policyHash };
}

function shareOf(
  agency: AgencyName,
  refs: readonly string[],
  subjects: number,
  { authority, patience, span }: Fetching,
): Share {
  return {
    refs,
    subjects,
    requester: { ...authority.requesterAt(agency), refCount: subjects },
    requesterBytes: authority.requesterBytes,
    patience,
    span,
  };
}
