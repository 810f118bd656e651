import type { Household, Student } from './household.ts';
import { idNumber } from './id-number.ts';
import { makeEntries } from './make-entries.ts';
import type { Province } from './province.ts';
import { Random } from './random.ts';
import { schoolOf, STUDENTS_OF_COUNTY } from './school-of.ts';

/** Ten students live in seven households: five alone, two together, three together. */
const sizes = [1, 1, 1, 1, 1, 2, 3] as const;
const firsts = [0, 1, 2, 3, 4, 5, 7] as const;
export const HOUSEHOLDS_OF_TEN = sizes.length;
const HOUSEHOLDS_OF_COUNTY = (STUDENTS_OF_COUNTY / 10) * HOUSEHOLDS_OF_TEN;

export const householdsOf = ({ students }: Province): number => (students / 10) * HOUSEHOLDS_OF_TEN;

/** A household of a province: always the same, whichever was made before. */
export function makeHousehold(place: number, { seed }: Province): Household {
  const random = new Random(seed, place);
  const group = Math.floor(place / HOUSEHOLDS_OF_TEN);
  const position = place - group * HOUSEHOLDS_OF_TEN;
  const first = group * 10 + (firsts[position] ?? 0);
  const students = Array.from({ length: sizes[position] ?? 1 }, (_, index) =>
    makeStudent(first + index, random),
  );
  const { division } = schoolOf(first);
  const local = place % HOUSEHOLDS_OF_COUNTY;
  const guardians = [
    idNumber(division, 'guardian', local * 2),
    idNumber(division, 'guardian', local * 2 + 1),
  ].slice(0, guardianCount(random));
  const grandparent = idNumber(division, 'grandparent', local);
  return {
    place,
    students,
    guardians,
    grandparent,
    entries: makeEntries(
      { students: students.map((student) => student.idNumber), guardians, grandparent },
      random,
    ),
  };
}

function guardianCount(random: Random): number {
  if (random.chance(0.005)) return 0;
  return random.chance(0.28) ? 1 : 2;
}

function makeStudent(place: number, random: Random): Student {
  const school = schoolOf(place);
  const own = idNumber(school.division, school.stage, place % STUDENTS_OF_COUNTY);
  const papers = random.fraction();
  const status = random.fraction();
  return {
    place,
    school,
    idNumber: own,
    ...papersOf(papers, own, place),
    status: status < 0.006 ? '转出' : status < 0.01 ? '毕业' : status < 0.02 ? '休学' : '在读',
  };
}

/** As a rule the number is G and the ID number; 1 % have no ID number, and one in 200 has a temporary number beside it. */
function papersOf(
  papers: number,
  own: string,
  place: number,
): Pick<Student, 'studentNumber' | 'writtenIdNumber' | 'hasKnownIdNumber'> {
  // 18 digits that are nobody's ID number and do not end in 000.
  const serial = `9900${String(place).padStart(13, '0')}7`;
  if (papers < 0.01) return { studentNumber: `J${serial}`, writtenIdNumber: '', hasKnownIdNumber: false };
  if (papers < 0.015) return { studentNumber: `L${serial}`, writtenIdNumber: own, hasKnownIdNumber: true };
  // A G number carries the ID number: one in 50 leaves the column empty.
  return { studentNumber: `G${own}`, writtenIdNumber: papers > 0.98 ? '' : own, hasKnownIdNumber: true };
}
