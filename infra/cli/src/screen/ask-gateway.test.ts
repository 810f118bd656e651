import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type GatewayForTests, startGatewayForTests } from './gateway-for-tests.ts';
import {
  prepareScreening,
  rosterOf as roster,
  type ScreeningForTests,
  studentNumber as number,
} from './screening-for-tests.ts';

let gateway: GatewayForTests;
let screening: ScreeningForTests;
beforeAll(async () => {
  gateway = await startGatewayForTests();
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(async () => {
  screening = await prepareScreening(gateway.url);
  gateway.requests.length = 0;
  gateway.instead = () => undefined;
});
afterEach(() => screening[Symbol.asyncDispose]());

describe('a gateway that does not answer', () => {
  const passing = [
    { body: 'hang up' },
    { status: 503, body: { errors: [{ extensions: { code: 'AUDIT_UNAVAILABLE' } }] } },
    { status: 502, body: '<html>' },
    {
      status: 429,
      headers: { 'retry-after': '0' },
      body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] },
    },
  ];

  test.each(passing)('for a while (%j) is asked again, and nothing is lost', async (reply) => {
    const failed = new Set<string>();
    gateway.instead = ({ variables }) => {
      const key = variables.studentNumbers?.[0] ?? 'registers';
      if (failed.has(key)) return undefined;
      failed.add(key);
      return reply;
    };
    const cells = Array.from({ length: 500 }, (_, n) => number(n));
    await screening.screen(roster(cells));
    expect(await screening.firstCells()).toEqual(cells);
    expect(failed.size).toBe(4);
    const sizes = gateway.chunks().map(({ variables }) => variables.studentNumbers!.length);
    expect(sizes.sort()).toEqual([100, 100, 200, 200, 200, 200]);
  });

  test.each(passing)('for good (%j) ends it in one line, with nothing left behind', async (reply) => {
    await writeFile(screening.resultsFile, 'older');
    const cells = Array.from({ length: 900 }, (_, n) => number(n));
    gateway.instead = ({ variables }) =>
      variables.studentNumbers?.includes(number(600)) === true ? reply : undefined;
    await expect(screening.screen(roster(cells))).rejects.toMatchObject({
      code: 'GATEWAY_UNAVAILABLE',
      message: expect.stringMatching(
        /^the gateway at \S+ (does not answer|answers [\w ]+): .*again[^\n]*$|log$/,
      ) as unknown,
    });
    // The first try and two more.
    const tries = gateway.chunks().filter(({ variables }) => variables.studentNumbers!.includes(number(600)));
    expect(tries).toHaveLength(3);
    expect((await readdir(screening.folder)).sort()).toEqual(['results.csv', 'roster.csv']);
    expect(await readFile(screening.resultsFile, 'utf8')).toBe('older');
  });

  test('nor exists is found out before anything is written', async () => {
    await expect(
      screening.screen(roster([number(1)]), { gatewayUrl: 'http://127.0.0.1:9' }),
    ).rejects.toMatchObject({
      code: 'GATEWAY_UNAVAILABLE',
    });
    expect(await readdir(screening.folder)).toEqual(['roster.csv']);
  });
});

test.each([
  ['PURPOSE_NOT_PERMITTED', 403, /PURPOSE_NOT_PERMITTED: choose a --purpose/],
  ['DOCUMENT_NOT_TRUSTED', 403, /DOCUMENT_NOT_TRUSTED: .*one version/],
  ['UNAUTHENTICATED', 401, /UNAUTHENTICATED: .*client list/],
  ['SUBJECT_BUDGET_EXHAUSTED', 429, /SUBJECT_BUDGET_EXHAUSTED: .*tomorrow/],
  ['FIELD_NOT_PERMITTED', 403, /FIELD_NOT_PERMITTED \(HouseholdStatus\.orphan\): /],
])('a refusal (%s) is not tried again, and says what to do', async (code, status, message) => {
  const extensions = {
    code,
    ...(code === 'FIELD_NOT_PERMITTED' ? { fields: ['HouseholdStatus.orphan'] } : {}),
  };
  gateway.instead = ({ variables }) =>
    variables.studentNumbers ? { status, body: { errors: [{ message: number(1), extensions }] } } : undefined;
  const refused = screening.screen(roster([number(1)]));
  await expect(refused).rejects.toMatchObject({ code: 'GATEWAY_REFUSED' });
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.not.toThrow(number(1));
  expect(gateway.chunks()).toHaveLength(1);
  expect(await readdir(screening.folder)).toEqual(['roster.csv']);
});

describe('an answer that cannot be right', () => {
  const one = (studentNumber: string): object => ({ __typename: 'NotOnRoll', studentNumber });
  test.each([
    ['for another number', [one(number(2)), one(number(1))]],
    ['too few', [one(number(1))]],
    ['too many', [one(number(1)), one(number(2)), one(number(3))]],
    [
      'without a field that was asked',
      [{ __typename: 'HouseholdStatus', studentNumber: number(1) }, one(number(2))],
    ],
    ['of an unknown kind', [{ __typename: 'Other', studentNumber: number(1) }, one(number(2))]],
  ])('%s is nobody’s', async (_name, householdStatuses) => {
    const honest = gateway.instead;
    gateway.instead = ({ variables }) =>
      variables.studentNumbers ? { body: { data: { householdStatuses } } } : undefined;
    const cells = roster([number(1), number(2)]);
    await expect(screening.screen(cells)).rejects.toMatchObject({ code: 'GATEWAY_BROKEN' });
    expect(existsSync(screening.resultsFile)).toBe(false);
    gateway.instead = honest;
    await screening.screen(cells);
  });
});

test('something else at that address is not taken for a refusal', async () => {
  gateway.instead = () => ({ status: 404, body: '<html>Not Found</html>' });
  const attempt = screening.screen(roster([number(1)]));
  await expect(attempt).rejects.toMatchObject({ code: 'GATEWAY_BROKEN' });
  await expect(attempt).rejects.toThrow(/does not answer as one: is this the right address/);
});
