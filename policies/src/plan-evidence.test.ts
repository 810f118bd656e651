import { readPublicSdl } from '@hearthgate/schema/sdl';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { projectMask } from './policies-for-tests.ts';
import { permitDocument } from './permit-document.ts';
import { type EvidencePlan, planEvidence } from './plan-evidence.ts';

const schema = buildSchema(readPublicSdl());
const mask = projectMask('SCHOOL_AID_OFFICE', 'AID_ELIGIBILITY')!;
const [a, b] = ['J990108200001010001', 'J990108200001010002'];

function plan(text: string, variables: Record<string, unknown> = {}): EvidencePlan {
  const document = parse(text);
  const permitted = permitDocument(document, schema, mask);
  if ('refusedFields' in permitted) throw new Error('the mask refuses the document');
  return planEvidence({
    permitted,
    operation: getOperationAST(document)!,
    variables,
    schema,
    onDate: '2026-11-01',
  });
}

const needs = (selection: string, variables?: Record<string, unknown>): unknown =>
  plan(
    `query Q($y: Boolean, $p: AidProgram! = SENIOR_TUITION_WAIVER) { householdStatus(studentNumber: "${a}") { __typename ... on HouseholdStatus { ${selection} } } }`,
    { p: 'SENIOR_TUITION_WAIVER', ...variables },
  ).questions[0]?.needs;

test.each([
  ['studentNumber', {}],
  ['enrollment { answer }', {}],
  ['__typename', {}],
  ['povertyRegistry { answer }', { 'poverty-registry': 'STUDENT_AND_GUARDIANS' }],
  ['alias: disability { answer }', { disability: 'STUDENT' }],
  ['orphan { asOf }', { orphans: 'STUDENT' }],
  ['disability { answer } orphan { answer }', { disability: 'STUDENT', orphans: 'STUDENT' }],
  [
    'qualifies(program: SENIOR_TUITION_WAIVER) { answer }',
    {
      'poverty-registry': 'STUDENT_AND_GUARDIANS',
      'subsistence-allowance': 'STUDENT_AND_GUARDIANS',
      disability: 'STUDENT',
    },
  ],
  [
    'specialGroups',
    {
      'poverty-registry': 'STUDENT_AND_GUARDIANS',
      'subsistence-allowance': 'STUDENT_AND_GUARDIANS',
      disability: 'STUDENT_AND_GUARDIANS',
      orphans: 'STUDENT',
    },
  ],
])('%s asks the fewest', (selection, expected) => {
  expect(needs(selection)).toEqual(expected);
});

test('what a variable skips is not asked', () => {
  expect(needs('orphan @include(if: $y) { answer }', { y: false })).toEqual({});
  expect(needs('orphan @include(if: $y) { answer }', { y: true })).toEqual({ orphans: 'STUDENT' });
});

test('a program given by a variable is planned for', () => {
  expect(needs('qualifies(program: $p) { answer }')).not.toHaveProperty('orphans');
  expect(needs('qualifies(program: $p) { answer }', { p: 'COMPULSORY_LIVING_SUBSIDY' })).toHaveProperty(
    'orphans',
  );
});

test('what an answer will say is told by the fields’ own names, each once, whatever their aliases', () => {
  const [question] = plan(
    `query Q($p: AidProgram!) { householdStatus(studentNumber: "${a}") { __typename ... on HouseholdStatus {
      second: qualifies(program: $p) { answer } first: qualifies(program: FEE) { answer }
      x: orphan { answer } y: orphan { asOf } studentNumber enrollment @skip(if: true) { answer }
    } } }`.replace('FEE', 'SENIOR_TUITION_WAIVER'),
    { p: 'SENIOR_NATIONAL_GRANT' },
  ).questions;
  expect(question?.fields).toEqual(['orphan', 'qualifies', 'studentNumber']);
  expect(question?.programs).toEqual(['SENIOR_NATIONAL_GRANT', 'SENIOR_TUITION_WAIVER']);
});

test('each root field has its own needs; fields of one alias are asked together', () => {
  const { questions, registers } = plan(
    `query Q($n: [StudentNumber!]!) {
      householdStatuses(studentNumbers: $n) { ... on HouseholdStatus { orphan { answer } } }
      one: householdStatus(studentNumber: "${b}") { ... on HouseholdStatus { disability { answer } } }
      one: householdStatus(studentNumber: "${b}") { ...F }
      registers { agency }
    }
    fragment F on HouseholdStatus { orphan { answer } }`,
    { n: [a, b, a] },
  );
  expect(registers).toEqual([
    'enrollment',
    'poverty-registry',
    'subsistence-allowance',
    'disability',
    'orphans',
  ]);
  expect(questions).toEqual([
    {
      responseKey: 'householdStatuses',
      studentNumbers: [a, b, a],
      fields: ['orphan'],
      programs: [],
      needs: { orphans: 'STUDENT' },
      withheld: new Set(),
    },
    {
      responseKey: 'one',
      studentNumbers: [b],
      fields: ['disability', 'orphan'],
      programs: [],
      needs: { disability: 'STUDENT', orphans: 'STUDENT' },
      withheld: new Set(),
    },
  ]);
});
