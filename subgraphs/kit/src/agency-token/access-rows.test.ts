import { refsDigest } from '@hearthgate/schema';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { testRequester } from '../testing/test-gateway.ts';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';

let orphans: TestOrphans;
let a: string;
let b: string;
let stranger: string;
beforeAll(async () => {
  orphans = await startTestOrphans(inject('postgresUrl'));
  [a, b] = orphans.listed as [string, string];
  stranger = orphans.stranger;
});
afterAll(() => orphans[Symbol.asyncDispose]());

const persons =
  'query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) { orphans { asOf categories } } }';

test('a row for each requester, with its own refs, and none for what only passes through', async () => {
  const txns = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const requesters = [
    { ...testRequester(2, txns[0]), client: 'school-1' },
    { ...testRequester(0, txns[1]), client: 'school-2', legal_basis: '《资助办法》' },
    { ...testRequester(1, txns[2]), client: 'school-3' },
  ];
  expect(await orphans.call({ query: persons, refs: [b, a, stranger], token: { requesters } })).toMatchObject(
    {
      status: 200,
    },
  );
  const rows = await orphans.database.query(
    `select txn, client, purpose, legal_basis, fields, refs::text[] as refs, now() - recorded_at < '1 minute' as recent
       from access.record where txn = any ($1) order by client`,
    [txns],
  );
  const [first, second, third] = [b, a, stranger].map(uuidOf);
  const same = { purpose: 'AID_ELIGIBILITY', fields: ['orphans'], recent: true };
  expect(rows).toEqual([
    { ...same, txn: txns[0], client: 'school-1', legal_basis: 'STUDENT_AID', refs: [first, second] },
    { ...same, txn: txns[1], client: 'school-2', legal_basis: '《资助办法》', refs: [] },
    { ...same, txn: txns[2], client: 'school-3', legal_basis: 'STUDENT_AID', refs: [third] },
  ]);
});

test('one statement for all root fields; the register has a row of its own, about nobody', async () => {
  const txn = crypto.randomUUID();
  const query = `query ($a: [PersonRef!]!, $b: [PersonRef!]!) { one: personsByOrphansRef(refs: $a) { orphans { asOf } again: orphans { categories } }
      two: personsByOrphansRef(refs: $b) { orphans { asOf } } orphansRegister { asOf } }`;
  const answer = await orphans.call({
    query,
    refs: [a, b],
    variables: { a: [a], b: [b] },
    token: { fields: ['orphans', 'orphansRegister'], requesters: [testRequester(2, txn)] },
  });
  expect(answer).toMatchObject({ status: 200, code: undefined });
  const rows = await orphans.database.query(
    'select fields, refs::text[] as refs from access.record where txn = $1 order by fields',
    [txn],
  );
  expect(rows).toEqual([
    { fields: ['orphans'], refs: [uuidOf(a), uuidOf(b)] },
    { fields: ['orphansRegister'], refs: [] },
  ]);
});

test('what is read is recorded even when the call then fails', async () => {
  const ref = a.replace(/^1/, '7');
  const txn = crypto.randomUUID();
  const token = { requesters: [testRequester(1, txn)], refs_digest: refsDigest([ref]) };
  const answer = await orphans.call({ query: persons, refs: [ref], token });
  expect(answer.code).toBe('KEY_VERSION_NOT_HELD');
  expect(await orphans.database.query('select 1 from access.record where txn = $1', [txn])).toHaveLength(1);
});

function uuidOf(ref: string): string {
  const hex = Buffer.from(ref.split('.')[1] ?? '', 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
