import { AGENCIES, type AgencyName, HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { decodeJwt } from 'jose';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { school } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { singleRefs } from './columns-in-memory.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  // Long: a busy machine's lateness would read as UNKNOWN, and a call that hangs fails the test by its own time.
  system = await startSystem(inject('postgresUrl'), { requestDeadlineMs: 60_000 });
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());
beforeEach(() => {
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
});
afterEach(() => {
  for (const tap of Object.values(system.taps)) Object.assign(tap, { held: undefined, rewrite: undefined });
});

const query = `query Q($numbers: [StudentNumber!]!) { householdStatuses(studentNumbers: $numbers) {
  ... on NotOnRoll { studentNumber }
  ... on HouseholdStatus { studentNumber complete specialGroups povertyRegistry { answer unknownReason }
    subsistenceAllowance { answer unknownReason } disability { answer unknownReason } orphan { answer unknownReason } } } }`;

interface Requester {
  readonly txn: string;
  readonly client: string;
  readonly refCount: number;
}
interface Claims {
  readonly purpose: string;
  readonly roll?: object;
  readonly requesters: readonly Requester[];
}

const tokensOf = (agency: AgencyName): Claims[] =>
  system.taps[agency].asked.map(({ authorization = '' }) => decodeJwt<Claims>(authorization.slice(7)));

/** By school, the numbers that are on its roll. */
const rolls = Map.groupBy(
  Object.entries(expectedStudents).filter(([, { outcome }]) => outcome === 'ANSWERED'),
  ([, expected]) => expected.school,
);
const rollOf = (code: string): string[] => (rolls.get(code) ?? []).map(([number]) => number);
const otherSchool = [...rolls.keys()].find((code) => code.startsWith('34') && code !== school.location)!;

interface Ask {
  readonly numbers: readonly string[];
  readonly text?: string;
  readonly claims?: Parameters<SystemUnderTest['ask']>[0];
}

async function data({ numbers, claims = school, text: document = query }: Ask): Promise<string> {
  const { status, text } = await system.ask(claims, { query: document, variables: { numbers } });
  expect(status, text).toBe(200);
  return JSON.stringify((JSON.parse(text) as { data: unknown }).data);
}

/** Asks all while an agency's first calls are held back, so that the rest wait for each other and share. */
async function together(agency: AgencyName, asks: readonly Ask[]): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  system.taps[agency].held = promise;
  const answering = Promise.all(asks.map(data));
  setTimeout(() => {
    resolve(undefined);
  }, 300);
  return answering;
}

const oneEach = (count: number): Ask[] =>
  rollOf(school.location)
    .slice(0, count)
    .map((number, index, all) => ({ numbers: [number, all[(index + 1) % all.length]!] }));

test('40 requests at once share calls, and each gets what it gets alone, about its own students only', async () => {
  const asks = oneEach(40);
  const alone: string[] = [];
  for (const one of asks) alone.push(await data(one));
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
  expect(await together('enrollment', asks)).toEqual(alone);
  for (const agency of AGENCIES) expect(system.taps[agency].asked.length, agency).toBeLessThan(20);
  expect(Math.max(...tokensOf('enrollment').map(({ requesters }) => requesters.length))).toBeGreaterThan(10);
});

test('every requester of a shared call stands in the access records, with its own refs', async () => {
  const asks = oneEach(12);
  await together('disability', asks);
  const call = system.taps.disability.asked.toSorted(
    (a, b) => JSON.stringify(b.variables).length - JSON.stringify(a.variables).length,
  )[0]!;
  const { requesters } = decodeJwt<Claims>((call.authorization ?? '').slice(7));
  expect(requesters.length).toBeGreaterThan(1);
  const client = new pg.Client({ connectionString: system.databaseUrl('disability', 'owner') });
  await client.connect();
  try {
    for (const { txn, refCount } of requesters) {
      const { rows } = await client.query<{ refs: string[] }>(
        'select refs from access.record where txn = $1',
        [txn],
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]!.refs).toHaveLength(refCount);
    }
  } finally {
    await client.end();
  }
});

test('two schools never share a call to enrollment, and a number of the other is as unknown as ever', async () => {
  const own = oneEach(8);
  const theirs = rollOf(otherSchool)
    .slice(0, 8)
    .map((number) => ({ numbers: [number], claims: { ...school, location: otherSchool } }));
  const across = theirs.map(({ numbers }) => ({ numbers }));
  const answers = await together('enrollment', [...own, ...theirs, ...across]);
  expect(
    answers
      .slice(-8)
      .every((answer) => /^\{"householdStatuses":\[\{"studentNumber":"[^"]+"\}\]\}$/.test(answer)),
  ).toBe(true);
  const rollsAsked = tokensOf('enrollment').map(({ roll }) => JSON.stringify(roll));
  expect(new Set(rollsAsked)).toEqual(
    new Set([school.location, otherSchool].map((schoolCode) => JSON.stringify({ schoolCode }))),
  );
  for (const { authorization = '', variables } of system.taps.enrollment.asked) {
    expect(variables['roll']).toEqual(decodeJwt<Claims>(authorization.slice(7)).roll);
  }
});

test('two purposes never share a call, though all else is the same', async () => {
  const waiver =
    'query Q($numbers: [StudentNumber!]!) { householdStatuses(studentNumbers: $numbers) { ... on HouseholdStatus { qualifies(program: SENIOR_TUITION_WAIVER) { answer unknownReason } } } }';
  const purposes = ['AID_ELIGIBILITY', 'FEE_WAIVER'];
  for (const purpose of purposes) await system.gatewayDatabase.registerClient({ id: `for-${purpose}` });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const asks = oneEach(10).flatMap(({ numbers }) =>
    purposes.map((purpose) => ({
      numbers,
      text: waiver,
      claims: { ...school, purpose, client: `for-${purpose}` },
    })),
  );
  for (const answer of await together('enrollment', asks)) expect(answer).not.toContain('UNAVAILABLE');
  const tokens = AGENCIES.flatMap(tokensOf);
  expect(new Set(tokens.map(({ purpose }) => purpose))).toEqual(new Set(purposes));
  for (const { purpose, requesters } of tokens) {
    for (const { client } of requesters) expect(client).toBe(`for-${purpose}`);
  }
  expect(Math.max(...tokens.map(({ requesters }) => requesters.length))).toBeGreaterThan(3);
});

test('clients whose ids are as long as may be share calls that agencies still take', async () => {
  const clients = Array.from(
    { length: 40 },
    (_, index) => `${'c'.repeat(197)}${String(index).padStart(3, '0')}`,
  );
  for (const id of clients) await system.gatewayDatabase.registerClient({ id });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const asks = oneEach(40).map(({ numbers }, index) => ({
    numbers,
    claims: { ...school, client: clients[index]! },
  }));
  const answers = await together('enrollment', asks);
  for (const answer of answers) expect(answer).not.toContain('UNAVAILABLE');
  const lengths = AGENCIES.flatMap((agency) =>
    system.taps[agency].asked.map(({ authorization = '' }) => authorization.length),
  );
  expect(Math.max(...lengths)).toBeGreaterThan(5_000);
  expect(Math.max(...lengths)).toBeLessThan(15_100);
});

test('agencies see refs sorted, so that no two can tell by position whom they share', async () => {
  const numbers = rollOf(school.location).slice(0, 30);
  await data({ numbers });
  await data({ numbers: numbers.toReversed() });
  for (const agency of HOUSEHOLD_AGENCIES) {
    const [first, second] = system.taps[agency].asked.map(({ variables }) =>
      singleRefs(variables['refs'] as string[]).map((ref) =>
        Buffer.from(ref.slice(ref.indexOf('.')), 'base64url').toString('hex'),
      ),
    );
    expect(first!.length).toBeGreaterThan(10);
    expect(first).toEqual([...new Set(first)].sort());
    expect(second).toEqual(first);
  }
});

describe('an answer that is not what was asked for is nobody’s', () => {
  interface Standings {
    readonly refsDigest: string;
    readonly asOf: string | null;
    readonly listed: readonly { readonly category: string; readonly positions: readonly number[] }[];
  }
  const certified = (...positions: number[]): Pick<Standings, 'listed'> => ({
    listed: [{ category: 'CERTIFIED', positions }],
  });
  const changes: Record<string, (answer: Standings) => unknown> = {
    'an answer about others': (answer) => ({ ...answer, refsDigest: 'A'.repeat(43) }),
    'no word about whom it is': ({ asOf, listed }) => ({ asOf, listed }),
    'a person too many': (answer) => ({ ...answer, ...certified(100_000) }),
    'a person before the first': (answer) => ({ ...answer, ...certified(-1) }),
    'a person twice': (answer) => ({ ...answer, ...certified(0, 0) }),
    'persons in another order': (answer) => ({ ...answer, ...certified(1, 0) }),
    'a category twice': (answer) => ({
      ...answer,
      listed: [...certified(0).listed, ...certified(1).listed],
    }),
    'a category that nobody knows': (answer) => ({
      ...answer,
      listed: [{ category: 'KING', positions: [0] }],
    }),
    'a date that does not exist': (answer) => ({ ...answer, asOf: '2026-02-30' }),
    'a date and no standings': (answer) => ({ ...answer, listed: null }),
    'no standings at all': () => null,
  };

  test.each(Object.entries(changes))(
    '%s: all who share the call read UNKNOWN, and no text of it',
    async (_name, change) => {
      const asks = oneEach(6);
      system.taps.disability.rewrite = (text) => {
        const answer = JSON.parse(text) as { data: { disabilityStandings: Standings } };
        return JSON.stringify({ data: { disabilityStandings: change(answer.data.disabilityStandings) } });
      };
      for (const answer of await together('disability', asks)) {
        const { householdStatuses } = JSON.parse(answer) as {
          householdStatuses: { disability: object; orphan: { answer: string } }[];
        };
        for (const { disability, orphan } of householdStatuses) {
          expect(disability).toEqual({ answer: 'UNKNOWN', unknownReason: 'AGENCY_UNAVAILABLE' });
          expect(orphan.answer).not.toBe('UNKNOWN');
        }
        expect(answer).not.toContain('KING');
      }
      system.taps.disability.rewrite = undefined;
      expect(await data(asks[0]!)).not.toContain('UNKNOWN');
    },
  );

  test('an error without a path beside good data: the same', async () => {
    system.taps.disability.rewrite = (text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), errors: [{ message: 'about G990108200805142404' }] });
    for (const answer of await together('disability', oneEach(6))) {
      expect(answer).toContain('"disability":{"answer":"UNKNOWN","unknownReason":"AGENCY_UNAVAILABLE"}');
      expect(answer).not.toContain('about');
    }
  });

  interface Columns {
    readonly refsDigest: string;
    readonly membership: readonly number[];
    readonly stageSets: readonly (readonly string[])[];
    readonly stages: readonly number[];
    readonly guardianCounts: readonly number[];
    readonly students: Readonly<Record<string, string>>;
    readonly guardians: Readonly<Record<string, string>>;
  }
  const rollChanges: Record<string, (columns: Columns) => unknown> = {
    'an answer about others': (columns) => ({ ...columns, refsDigest: 'A'.repeat(43) }),
    'a number too few': (columns) => ({ ...columns, membership: columns.membership.slice(1) }),
    'a place on the roll that there is not': (columns) => ({
      ...columns,
      membership: columns.membership.map(() => 3),
    }),
    'students without refs': (columns) => ({
      ...columns,
      students: { ...columns.students, disabilityRefs: '1.' },
    }),
    'one ref too many': (columns) => ({
      ...columns,
      students: { ...columns.students, disabilityRefs: `1.${'A'.repeat(128)}` },
    }),
    'another number of guardians': (columns) => ({
      ...columns,
      guardianCounts: columns.guardianCounts.map((count) => count + 1),
    }),
    'stages that are none': (columns) => ({ ...columns, stageSets: [['KINDERGARTEN']] }),
    'stages of a set that is not there': (columns) => ({ ...columns, stages: columns.stages.map(() => 9) }),
  };

  test.each(Object.entries(rollChanges))(
    'from enrollment, %s: every number alike is UNKNOWN, and none is off the roll',
    async (_name, change) => {
      system.taps.enrollment.rewrite = (text) => {
        const answer = JSON.parse(text) as { data: { rollColumns: Columns } };
        return JSON.stringify({ data: { rollColumns: change(answer.data.rollColumns) } });
      };
      for (const answer of await together('enrollment', oneEach(6))) {
        expect(answer.match(/"complete":false/g)).toHaveLength(2);
      }
      system.taps.enrollment.rewrite = undefined;
      expect(await data(oneEach(1)[0]!)).not.toContain('UNKNOWN');
    },
  );
});
