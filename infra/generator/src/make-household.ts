import type { EnrollmentRow, Household, Person } from './household.ts';
import { makeEntries } from './make-entries.ts';
import { type Family, makeFamily } from './make-family.ts';
import { brokenCell, type NumberCell, numberCell } from './number-cell.ts';
import { Random } from './random.ts';
import type { School } from './schools.ts';
import { STAGE_FACTS } from './stages.ts';
import type { World } from './world.ts';

/** The index-th student of a county, a student of `school`: the same whichever was made before. */
export function makeHousehold(index: number, school: School, world: World): Household {
  const random = new Random(world.seed, index);
  const family = makeFamily(index, school, world, random);
  const papers = makePapers(index, family, world, random);
  const guardians = family.guardians.map((guardian) => ({
    guardian,
    cell: guardianCell(guardian, world, random),
  }));
  const left = world.quirks.has('leavers') && random.chance(0.02);
  const row: EnrollmentRow = {
    ...rowAt(school, random),
    name: family.student.name,
    studentNumber: papers.studentNumberCell,
    number: papers.numberCell,
    boarding: random.pick(['住校', '走读']),
    status: left ? random.pick(['转出', '毕业']) : random.chance(0.02) ? '休学' : '在读',
    guardians: guardians.map(({ guardian, cell }, position) => ({
      name: guardian.name,
      relation: position === 0 ? '父亲' : '母亲',
      number: cell,
    })),
  };
  const former = world.quirks.has('transfers') ? formerRows(row, school, world, random) : [];
  return {
    studentNumber: papers.studentNumber,
    student: family.student,
    hasIdentityNumber: papers.hasIdentityNumber,
    knownGuardians: guardians.filter(({ cell }) => cell.usable).map(({ guardian }) => guardian),
    onRoll: !left,
    enrollment: [...former, row],
    entries: makeEntries(family, `HH${school.division}${String(index).padStart(8, '0')}`, world, random),
  };
}

function rowAt(
  { code, name, stage }: School,
  random: Random,
): Pick<EnrollmentRow, 'schoolCode' | 'schoolName' | 'stage' | 'grade' | 'className'> {
  const grade = 1 + random.below(STAGE_FACTS[stage].grades);
  return { schoolCode: code, schoolName: name, stage, grade, className: 1 + random.below(12) };
}

interface Papers {
  readonly studentNumber: string;
  readonly studentNumberCell: NumberCell;
  readonly numberCell: NumberCell;
  readonly hasIdentityNumber: boolean;
}

/** The student's two numbers: as a rule G and the ID number, and the ID number again. */
function makePapers(index: number, { student, sibling }: Family, world: World, random: Random): Papers {
  const { quirks } = world;
  const file = world.files.enrollment;
  const nothing = (): NumberCell =>
    random.chance(0.5)
      ? { text: '', kind: 'text', usable: false }
      : brokenCell(student.idNumber, file, random);

  if (quirks.has('temporary-numbers') && random.chance(0.03)) {
    // Half of them look like the ID number: only a number all the same, and no way to the registers.
    const digits = /\d{18}/.test(student.idNumber) && random.chance(0.5) ? student.idNumber : serial(index);
    const studentNumber = `${random.pick(['J', 'L'])}${digits}`;
    const hasIdentityNumber = random.chance(0.4);
    const own = hasIdentityNumber ? numberCell(student.idNumber, file, random) : nothing();
    return {
      studentNumber,
      studentNumberCell: numberCell(studentNumber, file, random),
      numberCell: own,
      hasIdentityNumber,
    };
  }
  const mixedUp = quirks.has('conflicting-numbers') && random.chance(0.01);
  const missing = !mixedUp && quirks.has('missing-numbers') && random.chance(0.03);
  const studentNumber = `G${(mixedUp ? sibling : student).idNumber}`;
  return {
    studentNumber,
    studentNumberCell: numberCell(studentNumber, file, random),
    numberCell: missing ? nothing() : numberCell(student.idNumber, file, random),
    hasIdentityNumber: true,
  };
}

/** 18 digits that are nobody's ID number and do not end in 000. */
function serial(index: number): string {
  return `9901082026${String(index).padStart(7, '0')}7`;
}

function guardianCell(guardian: Person, world: World, random: Random): NumberCell {
  const file = world.files.enrollment;
  const missing = world.quirks.has('missing-numbers') && random.chance(0.04);
  return (missing ? brokenCell : numberCell)(guardian.idNumber, file, random);
}

/** A school that the student has left: the next one of the stage after a transfer, or one of the stage below. */
function formerRows(row: EnrollmentRow, school: School, world: World, random: Random): EnrollmentRow[] {
  if (!random.chance(0.02)) return [];
  const next = world.schools[school.index + 1];
  if (next?.stage === school.stage && random.chance(0.7)) {
    return [{ ...row, ...rowAt(next, random), status: '转出' }];
  }
  const below = world.schools[random.below(school.index + 1)];
  if (!below || below.stage === school.stage) return [];
  return [{ ...row, ...rowAt(below, random), status: '毕业' }];
}
