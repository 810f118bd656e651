import {
  type Evidence,
  type PersonsAsked,
  type Question,
  type Source,
  SOURCE_OF_AGENCY,
  type SourceName,
} from '@hearthgate/policies';
import { HOUSEHOLD_AGENCIES, type HouseholdAgency, type Stage } from '@hearthgate/schema';
import { unknownToAll } from '../unknown-to-all.ts';
import { type LinkedRoll, placesOf } from './linked-roll.ts';
import type { AskedOfRoll } from './persons-asked.ts';
import { NOT_ON_ROLL, WITH_IDENTITY } from './read-roll.ts';
import type { Standings } from './read-standings.ts';

/** About whom an agency was asked for a request, and what it answered, if it did. */
export interface AgencyAnswer {
  /** Left out where it was asked about nobody. */
  readonly asked?: AskedOfRoll | undefined;
  readonly standings?: Standings | undefined;
}

export type AnswersByAgency = ReadonlyMap<HouseholdAgency, AgencyAnswer>;

/**
 * Turns what enrollment and the agencies answered to one question into evidence by student number, as `evidenceOf` does
 * from the answer to a stitched query. Students of whom the same is known, most of a roster, share one object: it is made
 * once, and whoever derives from it need do so once.
 */
export function rollEvidence(
  question: Question,
  roll: LinkedRoll | undefined,
  answers: AnswersByAgency,
): ReadonlyMap<string, Evidence> {
  const { studentNumbers, withheld } = question;
  if (withheld.has('enrollment')) return unknownToAll(studentNumbers, 'WITHHELD');
  if (roll === undefined) return unknownToAll(studentNumbers, 'AGENCY_UNAVAILABLE');
  if (roll.asOf === null) return unknownToAll(studentNumbers, 'NOT_SHARED');
  const shared = new SharedEvidence(question, roll, roll.asOf, answers);
  const places = placesOf(studentNumbers, roll);
  const evidence = new Map<string, Evidence>();
  for (const [index, studentNumber] of studentNumbers.entries()) {
    const place = places[index] ?? 0;
    if (roll.membership[place] !== NOT_ON_ROLL) evidence.set(studentNumber, shared.of(place));
  }
  return evidence;
}

type EvidenceOfSources = Omit<Evidence, 'enrollment'>;

class SharedEvidence {
  readonly #roll: LinkedRoll;
  readonly #asOf: string;
  readonly #withheld: EvidenceOfSources;
  readonly #sources: readonly SharedSource[];
  readonly #evidence = new Map<string, Evidence>();
  /** Of those of whose household nobody stands on any register: by stages, then by guardians and identity. */
  readonly #unlisted = new Map<readonly Stage[], Evidence[]>();

  constructor({ needs, withheld }: Question, roll: LinkedRoll, asOf: string, answers: AnswersByAgency) {
    this.#roll = roll;
    this.#asOf = asOf;
    this.#withheld = Object.fromEntries(
      HOUSEHOLD_AGENCIES.filter((agency) => withheld.has(agency)).map((agency) => [
        SOURCE_OF_AGENCY[agency],
        { known: false, reason: 'WITHHELD' },
      ]),
    );
    this.#sources = HOUSEHOLD_AGENCIES.flatMap((agency) => {
      const persons = needs[agency];
      return persons === undefined
        ? []
        : [new SharedSource(agency, persons, roll, answers.get(agency) ?? {})];
    });
  }

  /** Of a student on the roll, by place. */
  of(place: number): Evidence {
    for (const source of this.#sources) if (source.namesAnybody(place)) return this.#ofListed(place);
    const { membership, stages, guardianCounts } = this.#roll;
    let known = this.#unlisted.get(stages[place] ?? []);
    if (known === undefined) this.#unlisted.set(stages[place] ?? [], (known = []));
    const key = 2 * (guardianCounts[place] ?? 0) + (membership[place] === WITH_IDENTITY ? 1 : 0);
    return (known[key] ??= this.#make(place));
  }

  #ofListed(place: number): Evidence {
    const { membership, stages, guardianCounts } = this.#roll;
    let key = `${String(membership[place])} ${String(guardianCounts[place])} ${stages[place]?.join() ?? ''}`;
    for (const source of this.#sources) key += ` ${source.keyAt(place)}`;
    const known = this.#evidence.get(key);
    if (known) return known;
    const evidence = this.#make(place);
    this.#evidence.set(key, evidence);
    return evidence;
  }

  #make(place: number): Evidence {
    const { membership, stages, guardianCounts } = this.#roll;
    const sources: Partial<Record<SourceName, Source<string>>> = {};
    for (const source of this.#sources) sources[source.name] = source.at(place);
    return {
      ...this.#withheld,
      // The categories were checked against each agency's vocabulary when the answer was read.
      ...(sources as EvidenceOfSources),
      enrollment: {
        known: true,
        asOf: this.#asOf,
        stages: stages[place] ?? [],
        hasIdentityNumber: membership[place] === WITH_IDENTITY,
        guardianCount: guardianCounts[place] ?? 0,
      },
    };
  }
}

/** What one agency says of each student of a question. */
class SharedSource {
  readonly name: SourceName;
  readonly #withGuardians: boolean;
  readonly #roll: LinkedRoll;
  readonly #answer: AgencyAnswer;

  constructor(agency: HouseholdAgency, persons: PersonsAsked, roll: LinkedRoll, answer: AgencyAnswer) {
    this.name = SOURCE_OF_AGENCY[agency];
    this.#withGuardians = persons === 'STUDENT_AND_GUARDIANS';
    this.#roll = roll;
    this.#answer = answer;
  }

  /** Whether anybody of a student's household stands on the register. */
  namesAnybody(place: number): boolean {
    const { asked, standings } = this.#answer;
    if (!asked || !standings) return false;
    if (this.#isIdentified(place) && standings.setOf[asked.studentAt[place] ?? 0] !== 0) return true;
    const [first, end] = this.#guardiansOf(place);
    for (let guardian = first; guardian < end; guardian += 1) {
      if (standings.setOf[asked.guardianAt[guardian] ?? 0] !== 0) return true;
    }
    return false;
  }

  /** Two students with the same key, the same identity and as many guardians have the same source. */
  keyAt(place: number): string {
    const { asked, standings } = this.#answer;
    if (!asked || !standings) return '';
    let key = this.#isIdentified(place) ? String(standings.setOf[asked.studentAt[place] ?? 0]) : '';
    const [first, end] = this.#guardiansOf(place);
    for (let guardian = first; guardian < end; guardian += 1) {
      key += `,${String(standings.setOf[asked.guardianAt[guardian] ?? 0])}`;
    }
    return key;
  }

  /** Known only when the agency answered: half an answer is none. */
  at(place: number): Source<string> {
    const { asked, standings } = this.#answer;
    const identified = this.#isIdentified(place);
    const [first, end] = this.#guardiansOf(place);
    if (!identified && first === end) return { known: false, reason: 'NO_IDENTITY_NUMBER' };
    if (!asked || !standings) return { known: false, reason: 'AGENCY_UNAVAILABLE' };
    if (standings.asOf === null) return { known: false, reason: 'NOT_SHARED' };
    const { setOf, categorySets } = standings;
    const categories = (at: number | undefined): readonly string[] => categorySets[setOf[at ?? 0] ?? 0] ?? [];
    return {
      known: true,
      asOf: standings.asOf,
      student: identified ? categories(asked.studentAt[place]) : null,
      ...(this.#withGuardians && {
        guardians: [...asked.guardianAt.subarray(first, end)].flatMap(categories),
      }),
    };
  }

  #isIdentified(place: number): boolean {
    return this.#roll.membership[place] === WITH_IDENTITY;
  }

  #guardiansOf(place: number): readonly [first: number, end: number] {
    if (!this.#withGuardians) return [0, 0];
    const { guardiansBefore } = this.#roll;
    return [guardiansBefore[place] ?? 0, guardiansBefore[place + 1] ?? 0];
  }
}
