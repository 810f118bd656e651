import { cleanIdNumber, cleanStudentNumber } from '@hearthgate/schema';
import { expect, test } from 'vitest';
import type { Household } from './household.ts';
import { householdsOf, makeHousehold } from './make-household.ts';
import type { Province } from './province.ts';
import { schoolOf, schoolsOf, STUDENTS_OF_COUNTY } from './school-of.ts';
import { Strangers } from './strangers.ts';

/** A county, and the first school of another. */
const province: Province = { students: 16_000, seed: 7 };

const all = function* (of: Province): Generator<Household> {
  for (let place = 0; place < householdsOf(of); place += 1) yield makeHousehold(place, of);
};

test('every student has one place on the roll, in the order of the schools', () => {
  const students = [...all(province)].flatMap((household) => household.students);
  expect(students.map(({ place }) => place)).toEqual([...Array(province.students).keys()]);
  const codes = [...new Set(students.map(({ school }) => school.code))];
  expect(codes).toEqual(
    schoolsOf(province)
      .map(({ code }) => code)
      .slice(0, codes.length),
  );
});

test('a whole province has 3,000 schools in 150 counties', () => {
  const schools = schoolsOf({ students: 2_310_000, seed: 1 });
  expect(new Set(schools.map(({ code }) => code)).size).toBe(3_000);
  expect(new Set(schools.map(({ division }) => division)).size).toBe(150);
  expect(
    schools.every(({ code, division }) => /^\d{2}99\d{6}$/.test(code) && /^99\d{4}$/.test(division)),
  ).toBe(true);
  expect(schoolOf(STUDENTS_OF_COUNTY - 1)).toBe(schools[19]);
  expect(schoolOf(STUDENTS_OF_COUNTY)).toBe(schools[20]);
});

test('no two people share a number, and every number is one by the rules of the schema', () => {
  const strangers = new Strangers(province);
  const numbers = [...all(province)].flatMap(({ students, guardians, grandparent }) => [
    ...students.map(({ idNumber }) => idNumber),
    ...guardians,
    grandparent,
  ]);
  for (let n = 0; n < 5_000; n += 1) {
    const { head, members } = strangers.subsistence(n);
    numbers.push(head, ...members, ...strangers.poverty(n).people, strangers.certificate(n).person);
    numbers.push(strangers.orphan(n).person);
  }
  expect(new Set(numbers).size).toBe(numbers.length);
  const bad = numbers.filter((text) => !cleanIdNumber({ text, kind: 'text' }).ok || text.endsWith('000'));
  expect(bad).toEqual([]);
});

test('student numbers are ones by the rules of the schema, and nobody shares one', () => {
  const numbers = [...all(province)].flatMap(({ students }) => students.map((each) => each.studentNumber));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.filter((text) => !cleanStudentNumber({ text, kind: 'text' }).ok)).toEqual([]);
  expect(new Set(numbers.map((text) => text[0]))).toEqual(new Set(['G', 'J', 'L']));
});

test('a household is the same whenever it is made, and another under another seed', () => {
  const entries = (seed: number) => [...all({ students: 2_000, seed })];
  expect(entries(7)).toEqual(entries(7));
  expect(entries(7)).not.toEqual(entries(8));
});

test('about one student or guardian in ten stands on a register', () => {
  let people = 0;
  let listed = 0;
  for (const { students, guardians, entries } of all(province)) {
    const { poverty, subsistence, certificates, orphans } = entries;
    const on = new Set([
      ...(poverty?.people ?? []),
      ...(subsistence === undefined ? [] : [subsistence.head, ...subsistence.members]),
      ...[...certificates, ...orphans].map(({ person }) => person),
    ]);
    const family = [...students.map(({ idNumber }) => idNumber), ...guardians];
    people += family.length;
    listed += family.filter((person) => on.has(person)).length;
  }
  expect(listed / people).toBeGreaterThan(0.1);
  expect(listed / people).toBeLessThan(0.14);
});
