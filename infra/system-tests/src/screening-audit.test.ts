import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { importLianhe, lianheFolder } from './lianhe.ts';
import { type ScreeningClient, screeningClient } from './screening-client.ts';
import { screeningDatabase } from './screening-database.ts';
import { type ScreeningWorkerForTests, startSystem, type SystemUnderTest } from './start-system.ts';

const school = '3499107001';
const claims = { role: 'SCHOOL_AID_OFFICE', location: school, purpose: 'AID_ELIGIBILITY' };

let system: SystemUnderTest;
let worker: ScreeningWorkerForTests;
let roster: string;
let client: ScreeningClient;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  await system.gatewayDatabase.registerClient({ id: 'officer', role: 'PRIVACY_OFFICER' });
  worker = await system.startScreeningWorker(1);
  roster = await readFile(join(lianheFolder, `名单-${school}.csv`), 'utf8');
  client = screeningClient(system, claims);
});
afterAll(async () => {
  await worker[Symbol.asyncDispose]();
  await system[Symbol.asyncDispose]();
});

interface Leaf {
  readonly kind: string;
  readonly outcome: string;
  readonly screening?: string;
  readonly fields: readonly string[];
  readonly disclosures: readonly {
    readonly fields: readonly string[];
    readonly subjects: readonly string[];
  }[];
  readonly agencies: readonly unknown[];
}
const leavesOf = async (id: string): Promise<Leaf[]> =>
  (await system.auditLog.leaves())
    .map(({ leaf }) => leaf as unknown as Leaf)
    .filter(({ screening }) => screening === id);

async function whoSaw(
  studentNumber: string,
): Promise<readonly { leaf: Leaf; disclosed: readonly string[] }[]> {
  const query = `query ($n: StudentNumber!) {
    whoSaw(studentNumber: $n, reason: "to see whether it is found") { accesses { entry { leaf } disclosed } } }`;
  const token = await system.issuer.sign({
    client: 'officer',
    role: 'PRIVACY_OFFICER',
    location: '*',
    purpose: 'AUDIT_REVIEW',
  });
  const response = await fetch(`${system.url}/audit/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { n: studentNumber } }),
  });
  const { data } = (await response.json()) as {
    data: { whoSaw: { accesses: { entry: { leaf: string }; disclosed: string[] }[] } };
  };
  return data.whoSaw.accesses.map(({ entry, disclosed }) => ({
    leaf: JSON.parse(entry.leaf) as Leaf,
    disclosed,
  }));
}

test('everything about a screening is in the log under its id, and each of its students is found there', async () => {
  const { screening, results } = await client.screen(roster);
  const leaves = await leavesOf(screening.id);
  const asked = leaves.filter(({ disclosures }) => disclosures.length > 0);
  expect(asked).toHaveLength(1);
  expect(new Set(leaves.flatMap(({ fields }) => fields))).toEqual(
    new Set([
      ...['createScreening', 'screeningRoster', 'screening', 'screeningResults', 'registers'],
      ...['enrollment', 'povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'],
      ...['specialGroups', 'complete', 'studentNumber'],
    ]),
  );
  const rows: { student_number: string; outcome: string }[] = parse(results, { bom: true, columns: true });
  const students = rows.filter(({ outcome }) => outcome !== 'INVALID_NUMBER');
  const subjects = asked.flatMap(({ disclosures }) => disclosures.flatMap((group) => group.subjects));
  expect(subjects).toHaveLength(new Set(students.map(({ student_number }) => student_number)).size);
  // By the officer's own way, some from everywhere in the roster, and the stranger.
  for (const { student_number: number, outcome } of students.filter(
    (row, n) => n % 60 === 0 || row.outcome === 'NOT_ON_ROLL',
  )) {
    const [access] = (await whoSaw(number)).filter(({ leaf }) => leaf.screening === screening.id);
    expect(access?.leaf).toMatchObject({ outcome: 'ANSWERED', client: 'test-client' });
    expect(access?.disclosed.includes('disability')).toBe(outcome === 'ANSWERED');
  }
});

test('nothing is stored that the log does not hold: while it is gone a chunk waits, and is answered once it is back', async () => {
  const created = await client.create();
  await system.auditLog.whileGone(async () => {
    const response = await client.upload(created, roster);
    expect(response.status).toBe(503);
    const [row] = await screeningDatabase(system).asOwner<{ rows_done: number }>(
      'select rows_done from screening.screening where id = $1',
      [created.id],
    );
    expect(row?.rows_done).toBe(0);
  });
  expect(await client.wait(created.id)).toMatchObject({ status: 'COMPLETED', progress: { complete: 302 } });
});

test('a chunk that is tried again is in the log each time, with what was disclosed only once', async () => {
  await worker[Symbol.asyncDispose]();
  await using patient = await system.startScreeningWorker(2);
  system.taps['poverty-registry'].state = 'breaks';
  const { screening } = await client.screen(roster);
  system.taps['poverty-registry'].state = 'passes';
  const about = (await leavesOf(screening.id)).filter(({ disclosures }) => disclosures.length > 0);
  expect(about.map(({ outcome }) => outcome)).toEqual(['AGENCY_UNAVAILABLE', 'ANSWERED']);
  expect(about[0]?.disclosures.map(({ fields }) => fields)).toEqual([[]]);
  await patient.close();
  worker = await system.startScreeningWorker(1);
});

describe('what may be screened', () => {
  test('takes nothing of the daily budget of students, and no rate of requests', async () => {
    await system.gatewayDatabase.registerClient({ id: 'poor', subjectsPerDay: 1 });
    const poor = screeningClient(system, { ...claims, client: 'poor' });
    expect((await poor.screen(roster)).screening.status).toBe('COMPLETED');
    expect(
      await screeningDatabase(system).asOwner(`select from public.subject_budget where client = 'poor'`),
    ).toEqual([]);
  });

  test('is ten rosters of one client at a time', async () => {
    await system.gatewayDatabase.registerClient({ id: 'busy' });
    const busy = screeningClient(system, { ...claims, client: 'busy' });
    const ids: string[] = [];
    while (ids.length < 9) ids.push((await busy.create()).id);
    // Of several at once for the last place, one gets it.
    const made = await Promise.allSettled([busy.create(), busy.create(), busy.create()]);
    ids.push(...made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])));
    expect(ids).toHaveLength(10);
    await expect(busy.create()).rejects.toThrow('SCREENING_LIMIT_EXCEEDED');
    await busy.send('cancel-screening.graphql', { id: ids[0] });
    await expect(busy.create()).resolves.toMatchObject({ status: 'AWAITING_ROSTER' });
  });

  test('for a fee waiver is whether students qualify for a program, and nothing else', async () => {
    const waiver = screeningClient(system, { ...claims, purpose: 'FEE_WAIVER' });
    await expect(waiver.create()).rejects.toThrow('BAD_USER_INPUT');
    const { results } = await waiver.screen(roster, { program: 'SENIOR_TUITION_WAIVER' });
    const rows: Record<string, string>[] = parse(results, { bom: true, columns: true });
    const answered = rows.filter(({ outcome }) => outcome === 'ANSWERED');
    const filled = new Set(
      answered.flatMap((row) => Object.keys(row).filter((column) => row[column] !== '')),
    );
    expect(filled).toEqual(new Set(['student_number', 'outcome', 'qualifies']));
  });

  test.each([
    ['STATISTICS', 'AID_CENTER', '990108', 'PURPOSE_NOT_PERMITTED'],
    ['AUDIT_REVIEW', 'PRIVACY_OFFICER', '*', 'PURPOSE_NOT_PERMITTED'],
    ['AID_ELIGIBILITY', 'PROVINCE_PLATFORM', '*', 'PURPOSE_NOT_PERMITTED'],
    ['ENROLLMENT_CHECK', 'SCHOOL_AID_OFFICE', school, 'PURPOSE_NOT_PERMITTED'],
  ])('is nothing for %s by %s', async (purpose, role, location, code) => {
    await expect(screeningClient(system, { purpose, role, location }).create()).rejects.toThrow(code);
  });

  test.each(['G990108200801010010', '138 0000 0000', 'a\nb', 'x'.repeat(101), ''])(
    'is not called %j',
    async (clientReference) => {
      await expect(client.create({ clientReference })).rejects.toThrow('BAD_USER_INPUT');
    },
  );

  test.each([
    ['students too', '{ registers { agency } screenings { next } }'],
    ['two mutations', 'mutation { a: cancelScreening(id: "x") { id } b: cancelScreening(id: "y") { id } }'],
    ['no mutation', 'mutation { __typename @skip(if: true) }'],
    ['too long a page', '{ screenings(first: 101) { next } }'],
  ])('and asked in one document with %s is refused', async (_name, query) => {
    const { text, status } = await system.ask(claims, { query });
    expect([status, JSON.parse(text)]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });

  test('and what an agency has stopped sharing since is not given out any more', async () => {
    const { screening, results } = await client.screen(roster);
    const file = join(system.agreementsFolder, 'disability', 'agreement.cedar');
    const agreement = await readFile(file, 'utf8');
    await writeFile(
      file,
      `${agreement}\n@id("disability.veto") @agency("disability") @reason("Under review.")
       forbid (principal, action == Hearthgate::Action::"share", resource);`,
    );
    await system.gateway.reloadPolicies();
    const columns = (csv: string, name: string): Set<string> =>
      new Set(
        (parse(csv, { bom: true, columns: true }) as Record<string, string>[]).map((row) => row[name]!),
      );
    expect(columns(results, 'disability')).toContain('YES');
    const later = await client.results(screening.id);
    expect(columns(later, 'disability')).toEqual(new Set(['']));
    expect(columns(later, 'orphan')).toEqual(columns(results, 'orphan'));
    await writeFile(file, agreement);
    await system.gateway.reloadPolicies();
    expect(await client.results(screening.id)).toBe(results);
  });
});
