import type { EvidencePlan, Question, SourceName } from '@hearthgate/policies';
import { type AgencyName, HOUSEHOLD_AGENCIES, type HouseholdAgency } from '@hearthgate/schema';
import { plannedFields } from '../agency-token/planned-fields.ts';
import type { RequestAuthority } from '../agency-token/request-authority.ts';
import { AgenciesAsked } from '../agencies-asked.ts';
import { Patience } from '../agencies/patience.ts';
import type { Share } from '../agencies/shared-calls.ts';
import type { EnrolledStudentsAnswer, PersonAnswer, Standing } from '../evidence-answer.ts';
import { evidenceOf } from '../evidence-of.ts';
import type { EvidenceRequest, FetchedEvidence, Register } from '../lane.ts';
import { registerField } from '../write-evidence-query.ts';
import type { AgencySource, AgencySources } from './agency-sources.ts';
import { type CallsByAgency, registerQuery, rollQuery, standingsQuery } from './calls-by-agency.ts';
import type { LinkedPerson, LinkedStudent, RefFields } from './read-roll.ts';

/** One request's fetching: what was asked so far, and what has come back. */
interface Fetching extends EvidenceRequest {
  readonly sources: AgencySources;
  readonly calls: CallsByAgency;
  readonly asked: AgenciesAsked;
  readonly patience: Patience;
  readonly registers: Map<AgencyName, Register>;
  readonly standings: Map<HouseholdAgency, ReadonlyMap<string, Standing>>;
}

/** By student number, of those on the roll; with `asOf` null enrollment holds no register. */
interface LinkedRoll {
  readonly asOf: string | null;
  readonly students: ReadonlyMap<string, LinkedStudent>;
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
    standings: new Map(),
  };
  const registers = plan.registers.map((agency) => askForRegister(agency, fetching));
  const roll = await patience.wait(askForRoll(fetching));
  const standings = roll ? HOUSEHOLD_AGENCIES.map((agency) => askForStandings(agency, roll, fetching)) : [];
  await patience.wait(Promise.all([...registers, ...standings]));
  // From here on nothing that comes late is looked at.
  return {
    questions: plan.questions.map((question) => evidenceOf(question, answerTo(question, roll, fetching))),
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
    calls.registers[agency].ask(authority.sharingKey, question, shareOf(agency, [], fetching)),
  );
  if (register) registers.set(agency, register);
}

async function askForRoll(fetching: Fetching): Promise<LinkedRoll | undefined> {
  const { calls, asked, plan, authority, sources } = fetching;
  const questions = plan.questions.filter(({ withheld }) => !withheld.has('enrollment'));
  const numbers = sortedOnce(questions.flatMap(({ studentNumbers }) => studentNumbers));
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
    calls.roll.ask(key, question, shareOf('enrollment', numbers, fetching)),
  );
  if (answer === undefined) return undefined;
  const onRoll = answer.students.filter((student) => student !== null);
  return {
    asOf: answer.asOf,
    students: new Map(onRoll.map((student) => [student.studentNumber, student])),
  };
}

async function askForStandings(agency: HouseholdAgency, roll: LinkedRoll, fetching: Fetching): Promise<void> {
  const { calls, asked, authority, sources, standings, plan } = fetching;
  const source = sources[agency];
  const refs = sortedOnce(
    plan.questions.flatMap((question) =>
      personsOf(question, agency, roll).flatMap((person) => person[source.keyField] ?? []),
    ),
  );
  if (refs.length === 0) return;
  const question = { ...purposeOf(authority), fields: [source.name], query: standingsQuery(source) };
  const answer = await ask(agency, asked, () =>
    calls.standings[agency].ask(authority.sharingKey, question, shareOf(agency, refs, fetching)),
  );
  if (answer) standings.set(agency, answer);
}

/** About whom a question asks an agency. */
function personsOf(
  { needs, studentNumbers }: Question,
  agency: HouseholdAgency,
  { students }: LinkedRoll,
): LinkedPerson[] {
  const persons = needs[agency];
  if (persons === undefined) return [];
  return studentNumbers.flatMap((number) => {
    const student = students.get(number);
    if (student === undefined) return [];
    const own = student.student === null ? [] : [student.student];
    return persons === 'STUDENT' ? own : [...own, ...student.guardians];
  });
}

/** The answer to one question as the stitched lane would have it: the roll, with what each agency said of each person. */
function answerTo(
  { needs, studentNumbers }: Question,
  roll: LinkedRoll | undefined,
  { sources, standings }: Fetching,
): EnrolledStudentsAnswer | null {
  if (roll === undefined) return null;
  const needed = HOUSEHOLD_AGENCIES.filter((agency) => needs[agency] !== undefined);
  const personAnswer = (person: LinkedPerson): PersonAnswer => {
    const answer: Partial<Record<SourceName, Standing | null>> = {};
    for (const agency of needed) {
      const { name, keyField }: AgencySource = sources[agency];
      const ref = person[keyField];
      answer[name] = (typeof ref === 'string' && standings.get(agency)?.get(ref)) || null;
    }
    return answer;
  };
  return {
    asOf: roll.asOf,
    students: studentNumbers.map((number) => {
      const linked = roll.students.get(number);
      if (linked === undefined) return null;
      const { studentNumber, stages, student, guardians } = linked;
      return {
        studentNumber,
        stages,
        student: student && personAnswer(student),
        guardians: guardians.map(personAnswer),
      };
    }),
  };
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

/**
 * Sorted, each once. An agency sees refs in an order that tells nothing: in the order of the students, two agencies that
 * put their calls side by side would read off by position which of their pseudonyms are one person.
 */
function sortedOnce(refs: readonly string[]): string[] {
  return [...new Set(refs)].sort();
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
  { authority, patience, span }: Fetching,
): Share {
  return {
    refs,
    requester: { ...authority.requesterAt(agency), refCount: refs.length },
    requesterBytes: authority.requesterBytes,
    patience,
    span,
  };
}
