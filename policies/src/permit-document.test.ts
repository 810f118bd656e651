import { readPublicSdl } from '@hearthgate/schema/sdl';
import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { projectMask } from './policies-for-tests.ts';
import { permitDocument } from './permit-document.ts';

const schema = buildSchema(readPublicSdl());
const feeWaiver = projectMask('SCHOOL_AID_OFFICE', 'FEE_WAIVER')!;
const number = 'J990108200001010001';

function refusedFields(text: string): readonly string[] {
  const result = permitDocument(parse(text), schema, feeWaiver);
  return 'refusedFields' in result ? result.refusedFields : [];
}

const permitted = `{ householdStatus(studentNumber: "${number}") { __typename ... on HouseholdStatus { studentNumber qualifies(program: SENIOR_TUITION_WAIVER) { answer asOf } } ... on NotOnRoll { studentNumber } } registers { agency } }`;

test('a document within the mask is permitted', () => {
  expect(refusedFields(permitted)).toEqual([]);
});

describe('one field outside the mask refuses the document', () => {
  const around = (selection: string, more = ''): string =>
    `query Q($b: Boolean = false) { householdStatus(studentNumber: "${number}") { ${selection} } } ${more}`;

  test.each([
    ['by name', around('... on HouseholdStatus { orphan { answer } }')],
    ['under the alias of a permitted one', around('... on HouseholdStatus { qualifies: orphan { answer } }')],
    ['in a named fragment', around('...F', 'fragment F on HouseholdStatus { orphan { answer } }')],
    [
      'in a fragment on the union',
      around('...F', 'fragment F on HouseholdStatusResult { ... on HouseholdStatus { orphan { answer } } }'),
    ],
    ['in an inline fragment without a type', around('... on HouseholdStatus { ... { orphan { answer } } }')],
    [
      'behind a variable of @include',
      around('... on HouseholdStatus { orphan @include(if: $b) { answer } }'),
    ],
    ['behind @skip on its fragment', around('... on HouseholdStatus @skip(if: true) { orphan { answer } }')],
    ['with nothing but __typename of it', around('... on HouseholdStatus { orphan { __typename } }')],
    [
      'in the list field',
      `{ householdStatuses(studentNumbers: ["${number}"]) { ... on HouseholdStatus { orphan { answer } } } }`,
    ],
    [
      'in an operation that is not executed',
      `${around('__typename')} query Other { householdStatus(studentNumber: "${number}") { ... on HouseholdStatus { orphan { answer } } } }`,
    ],
    [
      'in a fragment that nobody spreads',
      around('__typename', 'fragment F on HouseholdStatus { orphan { answer } }'),
    ],
  ])('%s', (_place, document) => {
    expect(refusedFields(document)).toEqual(['HouseholdStatus.orphan']);
  });
});
