import type { Evidence, EvidencePlan } from '@hearthgate/policies';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FetchedEvidence } from '../lane.ts';
import { disclosuresOf, subjectsOf } from './disclosures-of.ts';

const enrolled = {} as Evidence;

function planOf(...questions: readonly { studentNumbers: string[]; fields?: string[] }[]): EvidencePlan {
  return {
    questions: questions.map(({ studentNumbers, fields = [] }) => ({
      studentNumbers,
      fields,
      programs: [],
      needs: {},
    })) as unknown as EvidencePlan['questions'],
    registers: [],
  };
}

const fetched = (...rolls: readonly string[][]): FetchedEvidence => ({
  questions: rolls.map((roll) => new Map(roll.map((number) => [number, enrolled]))),
  registers: [],
  agencies: [],
});

test('of a student on the roll every selected field is disclosed, of any other number none', () => {
  const plan = planOf({ studentNumbers: ['a', 'b', 'c'], fields: ['disability', 'orphan'] });
  expect(disclosuresOf(plan, fetched(['a', 'c']))).toEqual([
    { fields: ['disability', 'orphan'], studentNumbers: ['a', 'c'] },
    { fields: [], studentNumbers: ['b'] },
  ]);
});

test('where no field is selected, the type alone tells who is on the roll', () => {
  expect(disclosuresOf(planOf({ studentNumbers: ['a', 'b'] }), fetched(['a']))).toEqual([
    { fields: ['__typename'], studentNumbers: ['a'] },
    { fields: [], studentNumbers: ['b'] },
  ]);
});

test('each question is held against its own evidence', () => {
  const plan = planOf(
    { studentNumbers: ['a'], fields: ['disability'] },
    { studentNumbers: ['a'], fields: ['orphan'] },
  );
  expect(disclosuresOf(plan, fetched([], ['a']))).toEqual([
    { fields: [], studentNumbers: ['a'] },
    { fields: ['orphan'], studentNumbers: ['a'] },
  ]);
});

test('a question without its evidence has disclosed nothing', () => {
  expect(disclosuresOf(planOf({ studentNumbers: ['a'], fields: ['orphan'] }), fetched())).toEqual([
    { fields: [], studentNumbers: ['a'] },
  ]);
});

test('a question about nobody is no disclosure, asked or answered', () => {
  expect(disclosuresOf(planOf({ studentNumbers: [] }), fetched([]))).toEqual([]);
  expect(subjectsOf(planOf({ studentNumbers: [] }))).toEqual([]);
});

test('what disclosed nothing was still about everybody asked about', () => {
  expect(subjectsOf(planOf({ studentNumbers: ['a', 'b'] }, { studentNumbers: ['c'] }))).toEqual([
    { fields: [], studentNumbers: ['a', 'b', 'c'] },
  ]);
});

test('whoever is on whichever roll, everybody asked about is named, and disclosed only by the question’s fields', () => {
  const number = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e');
  const question = fc.record({
    studentNumbers: fc.array(number, { maxLength: 6 }),
    fields: fc.uniqueArray(fc.constantFrom('disability', 'orphan'), { maxLength: 2 }),
    roll: fc.uniqueArray(number),
  });
  fc.assert(
    fc.property(fc.array(question, { maxLength: 3 }), (questions) => {
      const disclosures = disclosuresOf(planOf(...questions), fetched(...questions.map(({ roll }) => roll)));
      const asked = questions.flatMap(({ studentNumbers }) => studentNumbers);
      expect(disclosures.flatMap(({ studentNumbers }) => studentNumbers).sort()).toEqual(asked.sort());
      for (const { fields, studentNumbers } of disclosures.filter(({ fields: shown }) => shown.length > 0)) {
        for (const one of studentNumbers) {
          const because = questions.find(
            (each) =>
              each.roll.includes(one) &&
              each.studentNumbers.includes(one) &&
              (fields[0] === '__typename' ? each.fields.length === 0 : each.fields.join() === fields.join()),
          );
          expect(because).toBeDefined();
        }
      }
    }),
  );
});
