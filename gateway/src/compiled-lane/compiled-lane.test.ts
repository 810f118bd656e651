import { type FieldMask, maskFields } from '@hearthgate/policies';
import { projectPolicies } from '@hearthgate/policies/testing';
import { type DocumentNode, getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { makePublicSchema } from '../public-schema.ts';
import type { PlannedRequest } from '../lane.ts';
import { compiledLane } from './compiled-lane.ts';

const publicSchema = makePublicSchema();
const question = { role: 'SCHOOL_AID_OFFICE', purpose: 'AID_ELIGIBILITY', assurance: 'bearer' } as const;
const maskOf = (agreements?: Record<string, string>): FieldMask =>
  maskFields(projectPolicies(agreements), publicSchema, question)!;
const mask = maskOf();
const [one, two] = ['J990108200001010001', 'J990108200001010002'];

const newLane = (): ReturnType<typeof compiledLane> =>
  compiledLane({ publicSchema, ask: () => Promise.reject(new Error('not asked here')) });

interface Planning {
  readonly lane?: ReturnType<typeof compiledLane>;
  readonly under?: FieldMask;
  readonly onDate?: string;
}

function plan(
  document: DocumentNode,
  variables: Record<string, unknown> = {},
  { lane = newLane(), under = mask, onDate = '2026-11-01' }: Planning = {},
): PlannedRequest['plan'] {
  const operation = getOperationAST(document)!;
  const planned = lane.plan({ document, operation, mask: under, variables, onDate });
  if ('refusedFields' in planned) throw new Error(`refused: ${planned.refusedFields.join()}`);
  return planned.plan;
}

const program = parse(
  'query ($n: StudentNumber!, $p: AidProgram!) { householdStatus(studentNumber: $n) { ... on HouseholdStatus { qualifies(program: $p) { answer } } } }',
);

describe('a plan is met again', () => {
  test('by a request about other students, which are its own', () => {
    const lane = newLane();
    const p = 'SENIOR_TUITION_WAIVER';
    expect(plan(program, { n: one, p }, { lane }).questions[0]?.studentNumbers).toEqual([one]);
    expect(plan(program, { n: two, p }, { lane }).questions[0]?.studentNumbers).toEqual([two]);
    expect(lane.counts()).toEqual({
      documents: { hits: 1, misses: 1, size: 1 },
      plans: { hits: 1, misses: 1, size: 1 },
    });
  });

  test('not by one for another program: other agencies are needed', () => {
    const lane = newLane();
    const needs = (p: string): unknown => plan(program, { n: one, p }, { lane }).questions[0]?.needs;
    expect(needs('SENIOR_NATIONAL_GRANT')).toHaveProperty('orphans');
    expect(needs('SENIOR_TUITION_WAIVER')).not.toHaveProperty('orphans');
    expect(needs('SENIOR_NATIONAL_GRANT')).toHaveProperty('orphans');
    expect(lane.counts().plans).toMatchObject({ hits: 1, misses: 2 });
  });

  test('not by one that includes another field', () => {
    const document = parse(
      'query ($n: StudentNumber!, $o: Boolean! = true) { householdStatus(studentNumber: $n) { ... on HouseholdStatus { complete @skip(if: $o) orphan @include(if: $o) { answer } } } }',
    );
    const lane = newLane();
    const fields = (o?: boolean): unknown =>
      plan(document, { n: one, ...(o !== undefined && { o }) }, { lane }).questions[0]?.fields;
    expect([fields(true), fields(false), fields()]).toEqual([['orphan'], ['complete'], ['orphan']]);
  });

  test('not on another day, when other rules may be in force', () => {
    const lane = newLane();
    const variables = { n: one, p: 'SENIOR_TUITION_WAIVER' };
    plan(program, variables, { lane });
    plan(program, variables, { lane, onDate: '2026-11-02' });
    expect(lane.counts().plans).toMatchObject({ hits: 0, misses: 2 });
  });

  test('not by a document that differs in a literal student number, for all that their hash is one', () => {
    const lane = newLane();
    const asking = (number: string): unknown =>
      plan(parse(`{ householdStatus(studentNumber: "${number}") { __typename } }`), {}, { lane }).questions[0]
        ?.studentNumbers;
    expect([asking(one), asking(two)]).toEqual([[one], [two]]);
  });

  test('not under another mask, though it permits the same', () => {
    const lane = newLane();
    const document = parse('{ registers { agency } }');
    plan(document, {}, { lane });
    plan(document, {}, { lane, under: maskOf() });
    expect(lane.counts().documents).toMatchObject({ hits: 0, misses: 2 });
  });
});

test('a refusal is remembered with the policies that decided it', () => {
  const lane = newLane();
  const withheld = maskOf({
    orphans: '@id("not-now") @agency("orphans") @reason("veto") forbid (principal, action, resource);',
  });
  const document = parse(
    `{ householdStatus(studentNumber: "${one}") { ... on HouseholdStatus { orphan { answer } } } }`,
  );
  const operation = getOperationAST(document)!;
  const request = { document, operation, variables: {}, onDate: '2026-11-01' };
  for (let time = 0; time < 2; time += 1) {
    expect(lane.plan({ ...request, mask: withheld })).toMatchObject({
      refusedFields: ['HouseholdStatus.orphan'],
      policies: [{ id: 'not-now', agency: 'orphans' }],
    });
  }
  expect(lane.plan({ ...request, mask })).toHaveProperty('plan');
});

test('an alias by which JavaScript sets prototypes is an alias', async () => {
  const document = parse('{ __proto__: registers { __proto__: agency } }');
  const planned = newLane().plan({
    document,
    operation: getOperationAST(document)!,
    mask,
    variables: {},
    onDate: '2026-11-01',
  });
  if ('refusedFields' in planned) throw new Error('refused');
  const registers = [{ agency: 'orphans', asOf: '2026-11-01', accepted: 1, rejected: 0 } as const];
  const projected = await planned.project({ byQuestion: new Map(), registers });
  expect(JSON.stringify(projected)).toBe('{"data":{"__proto__":[{"__proto__":"orphans"}]}}');
});
