import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { school } from './ask-statuses.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const officer = { client: 'officer', role: 'PRIVACY_OFFICER', location: '*', purpose: 'AUDIT_REVIEW' };
const numbers = (wanted: (of: string) => boolean): string[] =>
  Object.entries(expectedStudents)
    .filter(([, { school: of, outcome }]) => wanted(of) && outcome === 'ANSWERED')
    .map(([number]) => number);
const own = numbers((of) => of === school.location);
const others = numbers((of) => of !== school.location);

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  await system.gatewayDatabase.registerClient({ id: 'officer', role: 'PRIVACY_OFFICER' });
  const query = `query ($n: [StudentNumber!]!) {
    householdStatuses(studentNumbers: $n) { ... on HouseholdStatus { orphan { answer } } } }`;
  await system.ask(school, { query, variables: { n: [...own.slice(0, 3), ...others.slice(0, 40)] } });
  await system.ask({ ...school, purpose: 'STATISTICS' }, { query: '{ registers { agency } }' });
});
afterAll(() => system[Symbol.asyncDispose]());

interface Reviewed {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown>;
  readonly receipt: number;
}

async function review(
  query: string,
  variables: object = {},
  claims: typeof officer = officer,
): Promise<Reviewed> {
  const response = await fetch(`${system.url}/audit/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await system.issuer.sign(claims)}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, extensions } = JSON.parse(text) as {
    data?: Record<string, unknown>;
    extensions: { receipt: { index: number } };
  };
  return { status: response.status, text, data: data ?? {}, receipt: extensions.receipt.index };
}

const logged = async (index: number): Promise<Readonly<Record<string, unknown>>> =>
  (await system.auditLog.leaves()).at(index)!.leaf;

const unusual = `query ($state: UnusualState) { unusual(state: $state) { open explained escalated next findings {
  id rule client purpose locations begins ends count usual evidence leaves raisedAt state reviews { state note officer at } } } }`;
const reviewUnusual = `mutation ($id: ID!, $note: String!) {
  reviewUnusual(id: $id, state: EXPLAINED, note: $note) { id state reviews { note officer state } } }`;

interface Finding {
  readonly id: string;
  readonly evidence: readonly number[];
}
const findings = async (): Promise<readonly Finding[]> =>
  ((await review(unusual)).data['unusual'] as { findings: Finding[] }).findings;

test('an overview counts what was asked, and is itself a leaf with its range', async () => {
  const from = '2020-11-27T00:00:00+08:00';
  const bad = await review('query ($f: DateTime!, $t: DateTime!) { overview(from: $f, to: $t) { leaves } }', {
    f: from,
    t: new Date().toISOString(),
  });
  expect(bad.status).toBe(400);
  const range = {
    f: new Date(Date.now() - 3_600_000).toISOString(),
    t: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const { data, receipt } = await review(
    `query ($f: DateTime!, $t: DateTime!) { overview(from: $f, to: $t) { from to bucket size rolledUpTo leaves answered refused
      subjects series { start purpose answered } byPurpose { purpose answered refused subjects } byLocation { location
      answered refused subjects } otherLocations { locations } byOutcome { outcome count } } }`,
    range,
  );
  const leaves = (await system.auditLog.leaves()).slice(0, receipt);
  expect(data['overview']).toMatchObject({
    bucket: 'HOUR',
    leaves: leaves.length,
    size: leaves.length,
    otherLocations: null,
    byPurpose: expect.arrayContaining([
      { purpose: 'AID_ELIGIBILITY', answered: 1, refused: 0, subjects: 43 },
      { purpose: 'STATISTICS', answered: 0, refused: 1, subjects: 0 },
    ]) as unknown,
    byLocation: expect.arrayContaining([
      { location: school.location, answered: 1, refused: 1, subjects: 43 },
    ]) as unknown,
    byOutcome: expect.arrayContaining([{ outcome: 'PURPOSE_NOT_PERMITTED', count: 1 }]) as unknown,
  });
  expect(await logged(receipt)).toMatchObject({
    kind: 'REVIEW',
    operations: ['overview'],
    filter: { from: range.f, to: range.t },
  });
});

test('integrity says what was checked, and is a leaf', async () => {
  const { data, receipt } = await review(
    `{ integrity { verified at size root checks { check holds upTo } checkpoint { size root signedAt note }
      walk { upTo startedAt completedAt completedSize fault { place fault at } } } }`,
  );
  expect(data['integrity']).toMatchObject({
    verified: true,
    size: receipt,
    checkpoint: { size: receipt },
    walk: { fault: null },
  });
  const { checks } = data['integrity'] as { checks: { holds: boolean }[] };
  expect(checks.length).toBeGreaterThanOrEqual(3);
  expect(await logged(receipt)).toMatchObject({ kind: 'REVIEW', operations: ['integrity'] });
});

describe('unusual access', () => {
  test('that walks through numbers is found, with its leaf, and names nobody', async () => {
    await expect.poll(async () => (await findings()).length, { timeout: 30_000 }).toBe(1);
    const { text, receipt } = await review(unusual, { state: 'OPEN' });
    const [finding] = await findings();
    const [evidence] = finding!.evidence;
    expect(finding).toMatchObject({
      rule: 'WALKING_NUMBERS',
      client: 'test-client',
      locations: [school.location],
      count: 40,
      usual: 43,
      leaves: 1,
      state: 'OPEN',
      reviews: [],
    });
    expect(await logged(evidence!)).toMatchObject({
      kind: 'REQUEST',
      client: 'test-client',
      outcome: 'ANSWERED',
    });
    for (const number of [...own, ...others]) expect(text).not.toContain(number);
    const { disclosures } = (await logged(evidence!)) as { disclosures: { subjects: string[] }[] };
    for (const subject of disclosures.flatMap(({ subjects }) => subjects))
      expect(text).not.toContain(subject);
    expect(await logged(receipt)).toMatchObject({
      operations: ['unusual'],
      filter: { state: 'OPEN' },
      results: 1,
    });
  });

  test('is explained with a note, which the log keeps', async () => {
    const [finding] = await findings();
    const note = 'the school tested an old roster <script>alert(1)</script>';
    const { data, receipt } = await review(reviewUnusual, { id: finding!.id, note });
    expect(data['reviewUnusual']).toEqual({
      id: finding!.id,
      state: 'EXPLAINED',
      reviews: [{ note, officer: 'officer', state: 'EXPLAINED' }],
    });
    expect(await logged(receipt)).toMatchObject({
      kind: 'REVIEW',
      operations: ['reviewUnusual'],
      filter: { finding: finding!.id, state: 'EXPLAINED' },
      reason: note,
    });
    expect((await review(unusual, { state: 'OPEN' })).data['unusual']).toMatchObject({
      findings: [],
      explained: 1,
    });
  });

  test.each([
    ['a student number', `about ${own[0]!}`],
    ['a telephone number', 'called from 138-0013-8000'],
    ['nothing', ' '],
    ['a book', 'x'.repeat(501)],
  ])('a note with %s is refused, and kept nowhere', async (_what, note) => {
    const [finding] = await findings();
    const { status, text, receipt } = await review(reviewUnusual, { id: finding!.id, note });
    expect(status).toBe(400);
    if (note.trim() === '') return;
    expect(text).not.toContain(note);
    expect(JSON.stringify(await logged(receipt))).not.toContain(note);
    expect(JSON.stringify(await review(unusual))).not.toContain(note);
  });

  test('of which there is none is null, and what stood for its name is not logged', async () => {
    const { data, receipt } = await review(reviewUnusual, { id: own[0], note: 'nothing' });
    expect(data['reviewUnusual']).toBeNull();
    expect(JSON.stringify(await logged(receipt))).not.toContain(own[0]);
  });

  test.each([unusual, reviewUnusual, '{ integrity { size } }'])(
    'is for officers alone: %s',
    async (query) => {
      const claims = { ...school, client: 'test-client', purpose: 'AUDIT_REVIEW' };
      const { status, text } = await review(query, { id: 'x', note: 'nothing' }, claims);
      expect(status).toBe(403);
      expect(text).toContain('PURPOSE_NOT_PERMITTED');
    },
  );

  test('two reviews at once are refused', async () => {
    const twice = `mutation { a: reviewUnusual(id: "x", state: OPEN, note: "nothing") { id }
      b: reviewUnusual(id: "x", state: OPEN, note: "nothing") { id } }`;
    expect((await review(twice)).text).toContain('ask the audit log one thing at a time');
  });
});
