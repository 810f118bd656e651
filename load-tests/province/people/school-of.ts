import { FULL_PROVINCE_STUDENTS, type Province } from './province.ts';

export type StageWord = '小学' | '初中' | '高中' | '中职' | '大学';

export interface School {
  readonly code: string;
  readonly name: string;
  readonly stage: StageWord;
  /** Six digits, of a county. */
  readonly division: string;
  /** Counties count from 0. */
  readonly county: number;
}

interface Kind {
  readonly stage: StageWord;
  /** The first two digits of a school code 学校标识码. */
  readonly type: string;
  readonly schools: number;
  readonly students: number;
}

/** A county's 20 schools and 15,400 students; 150 counties are a province. */
const kinds: readonly Kind[] = [
  { stage: '小学', type: '21', schools: 11, students: 500 },
  { stage: '初中', type: '31', schools: 5, students: 700 },
  { stage: '高中', type: '34', schools: 2, students: 1_200 },
  { stage: '中职', type: '36', schools: 1, students: 1_000 },
  { stage: '大学', type: '41', schools: 1, students: 3_000 },
];

const seats = kinds.flatMap((kind) => Array.from({ length: kind.schools }, () => kind));
const firstSeats = seats.map((_, index) =>
  seats.slice(0, index).reduce((sum, { students }) => sum + students, 0),
);

export const SCHOOLS_OF_COUNTY = seats.length;
export const STUDENTS_OF_COUNTY = seats.reduce((sum, { students }) => sum + students, 0);
const COUNTIES_OF_CITY = 10;

const made = new Map<number, School>();

/** The school of the student at a place, from 0, of the province's roll; students stand in the order of their schools. */
export function schoolOf(student: number): School {
  const county = Math.floor(student / STUDENTS_OF_COUNTY);
  const seat = student - county * STUDENTS_OF_COUNTY;
  let place = SCHOOLS_OF_COUNTY - 1;
  while ((firstSeats[place] ?? 0) > seat) place -= 1;
  return schoolAt(county, place);
}

/** Every school that a province of so many students fills, and the others of its last county. */
export function schoolsOf({ students }: Province): readonly School[] {
  const counties = Math.ceil(students / STUDENTS_OF_COUNTY);
  return Array.from({ length: counties * SCHOOLS_OF_COUNTY }, (_, index) =>
    schoolAt(Math.floor(index / SCHOOLS_OF_COUNTY), index % SCHOOLS_OF_COUNTY),
  );
}

function schoolAt(county: number, place: number): School {
  const index = county * SCHOOLS_OF_COUNTY + place;
  const known = made.get(index);
  if (known !== undefined) return known;
  const { stage, type } = seats[place] ?? { stage: '小学', type: '21' };
  const city = 1 + Math.floor(county / COUNTIES_OF_CITY);
  const division = `99${twoDigits(city)}${twoDigits(1 + (county % COUNTIES_OF_CITY))}`;
  const school = {
    code: `${type}99${String(100_001 + index)}`,
    name: `虚构省第${String(index + 1)}${stage}`,
    stage,
    division,
    county,
  };
  made.set(index, school);
  return school;
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** The largest province whose divisions still have two digits for a city. */
export const MAX_PROVINCE_STUDENTS = FULL_PROVINCE_STUDENTS * 6;
