import type { County, School, Student } from '../county/county.ts';
import { limits } from '../limits.ts';
import { documentId } from './document-id.ts';
import type { Question, Questions } from './question.ts';

interface Asked {
  readonly client: string;
  readonly students: readonly Student[];
}

const program = 'COMPULSORY_LIVING_SUBSIDY';

/**
 * Everything that is asked of a Hearthgate, by kind. Every student with a known answer occurs in some question: nothing is
 * asked so often that the answer could be lying ready.
 */
export function makeQuestions(county: County): Questions {
  const schools = county.schools.map(withKnownAnswers);
  const one = schools.flatMap((school, index) =>
    school.students.map((student): Asked => ({ client: clientOf(index), students: [student] })),
  );
  const classes = schools.flatMap((school, index) =>
    windows(school.students, limits.classSize).map((students): Asked => ({
      client: clientOf(index),
      students,
    })),
  );
  const ofCenter = schools.flatMap(({ students }) => windows(students, 20));
  const status = documentId('student-status.graphql');
  const classStatus = documentId('class-status.graphql');
  const qualifies = documentId('student-qualifies.graphql');
  const enrollment = documentId('enrollment-check.graphql');
  const registers = documentId('registers.graphql');
  return {
    single: spread(one).map((asked) => ({ ...statusOf(asked, status), ...aid(asked.client) })),
    class: spread(classes).map((asked) => ({ ...classStatusOf(asked, classStatus), ...aid(asked.client) })),
    qualifies: spread(one).map(({ client, students }) => ({
      client,
      purpose: 'FEE_WAIVER',
      body: body(qualifies, { studentNumber: students[0]?.studentNumber, program }),
      contains: '"qualifies"',
    })),
    enrollment: spread(ofCenter).map((students) => ({
      client: 'load-center',
      purpose: 'ENROLLMENT_CHECK',
      body: body(enrollment, { studentNumbers: students.map(({ studentNumber }) => studentNumber) }),
      contains: '"enrollment"',
    })),
    center: spread(classes).map((asked) => ({
      ...classStatusOf(asked, classStatus),
      ...aid('load-center'),
    })),
    registers: [{ ...aid(clientOf(0)), body: body(registers, {}), contains: '"asOf"' }],
    // All findings, with a token that is good for one only.
    forbidden: spread(one).map((asked) => ({
      ...statusOf(asked, status),
      client: asked.client,
      purpose: 'FEE_WAIVER',
    })),
    limited: spread(one.filter(({ client }) => client === clientOf(0))).map((asked) => ({
      ...statusOf(asked, status),
      ...aid('load-limited'),
    })),
  };
}

const clientOf = (school: number): string => `load-school-${String(school)}`;

const aid = (client: string): Pick<Question, 'client' | 'purpose'> => ({
  client,
  purpose: 'AID_ELIGIBILITY',
});

const body = (id: string, variables: object): string => JSON.stringify({ documentId: id, variables });

/** Without a usable ID number a student is incomplete for good: then incompleteness would say nothing of outages. */
function withKnownAnswers({ code, students }: School): School {
  return { code, students: students.filter(({ expected }) => !Object.values(expected).includes('UNKNOWN')) };
}

function statusOf({ students }: Asked, id: string): Question {
  return {
    body: body(id, { studentNumber: students[0]?.studentNumber }),
    contains: '"povertyRegistry"',
    expected: students.map(({ expected }) => expected),
  };
}

function classStatusOf({ students }: Asked, id: string): Question {
  return {
    body: body(id, { studentNumbers: students.map(({ studentNumber }) => studentNumber) }),
    contains: '"povertyRegistry"',
    expected: students.map(({ expected }) => expected),
  };
}

/** Every run of `size` neighbours, a tenth of it apart; those at the end of the list go on at its beginning. */
function windows<Item>(items: readonly Item[], size: number): Item[][] {
  const step = Math.max(1, Math.floor(size / 10));
  const twice = [...items, ...items];
  const count = Math.floor(items.length / step);
  return Array.from({ length: count }, (_, index) => twice.slice(index * step, index * step + size));
}

/** As many as are asked, from all over the list. */
function spread<Item>(items: readonly Item[]): Item[] {
  const step = Math.max(1, items.length / limits.maxQuestionsOfAKind);
  const count = Math.min(items.length, limits.maxQuestionsOfAKind);
  return Array.from({ length: count }, (_, index) => items[Math.floor(index * step)]).filter(
    (item) => item !== undefined,
  );
}
