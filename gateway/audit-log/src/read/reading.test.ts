import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AuditLog } from '../audit-log.ts';
import type { AuditEntry } from '../audit-entry.ts';
import { entryForTests } from '../entry-for-tests.ts';
import { addSubjectKey } from '../keys/add-subject-key.ts';
import { eraseSubjectKey } from '../keys/erase-subject-key.ts';
import type { LogQuery } from '../log-entry.ts';
import { parseVerifierKey } from '../note/parse-verifier-key.ts';
import { openAuditLogForTests, type TestAuditLog } from '../open-audit-log-for-tests.ts';
import { decodeEntryBundle } from '../tiles/decode-entry-bundle.ts';
import { checkProof } from '../tlog-proof/check-proof.ts';
import { leafHash } from '../tree/leaf-hash.ts';

const never = new AbortController().signal;
const [anna, ben, carl] = ['G11010519900101123X', 'J000000000000000002', 'L000000000000000003'] as const;
const access = {
  assurance: 'bearer',
  ...{ traceId: 'a'.repeat(32), httpStatus: 200, role: 'PRIVACY_OFFICER', client: 'officer', location: '*' },
  ...{ purpose: 'AUDIT_REVIEW', legalBasis: 'law', outcome: 'ANSWERED' },
} as const;
const time = new Date('2026-11-27T08:00:00.000Z');
const txn = '00000000-0000-4000-8000-000000000000';

const entries: readonly AuditEntry[] = [
  entryForTests({ disclosures: [{ fields: ['orphan'], studentNumbers: [anna, ben] }] }),
  entryForTests({ client: 'other', location: '3499107002', fields: ['orphan'], disclosures: [] }),
  entryForTests({ purpose: 'FEE_WAIVER', fields: ['qualifies'], programs: ['FEE_WAIVER'] }),
  entryForTests({
    outcome: 'FIELD_NOT_PERMITTED',
    httpStatus: 403,
    disclosures: [{ fields: [], studentNumbers: [anna] }],
  }),
  {
    kind: 'REVIEW',
    time,
    txn,
    ...access,
    operations: ['whoSaw'],
    reason: '申诉',
    studentNumbers: [anna],
    results: 2,
  },
  {
    kind: 'REFUSALS',
    time,
    caller: { network: '10.0.0.1' },
    from: time,
    to: time,
    counts: { UNAUTHENTICATED: 7 },
  },
  ...Array.from({ length: 294 }, () => entryForTests({ client: 'bulk', disclosures: [] })),
];

let at: TestAuditLog;
let log: AuditLog;
const between: Date[] = [];
beforeAll(async () => {
  at = await openAuditLogForTests(inject('postgresUrl'));
  log = at.open();
  for (const entry of entries.slice(0, 6)) {
    await log.commit(entry, never);
    between.push((await log.search({ limit: 1 })).entries[0]!.recordedAt);
  }
  await Promise.all(entries.slice(6).map((entry) => log.commit(entry, never)));
});
afterAll(() => at[Symbol.asyncDispose]());

const found = async (query: Partial<LogQuery>): Promise<number[]> =>
  (await log.search({ limit: 10, ...query })).entries.map(({ index }) => index);

describe('search', () => {
  test.each<[string, Partial<LogQuery>, number[]]>([
    ['a client', { client: 'other' }, [1]],
    ['a school', { school: '3499107002' }, [1]],
    ['a purpose', { purpose: 'FEE_WAIVER' }, [2]],
    ['an outcome', { outcome: 'FIELD_NOT_PERMITTED' }, [3]],
    ['a field', { field: 'qualifies' }, [2]],
    ['a field of two sets', { field: 'orphan', client: 'lianhe-senior-1' }, [3, 0]],
    [
      'all together',
      { client: 'lianhe-senior-1', outcome: 'ANSWERED', purpose: 'AID_ELIGIBILITY', field: 'orphan' },
      [0],
    ],
    ['what is not there', { client: 'nobody' }, []],
    ['a field that is not there', { field: 'none' }, []],
    ['text that could be SQL', { client: `' or true --` }, []],
  ])('by %s', async (_name, query, indexes) => {
    expect(await found(query)).toEqual(indexes);
  });

  test('by time: from an instant on, and before an instant', async () => {
    const entry = await log.entry(3);
    const instant = entry!.recordedAt;
    const all = (await log.export({ limit: 1_000 })).entries;
    const expected = (keep: (recordedAt: Date) => boolean): number[] =>
      all.filter(({ recordedAt }) => keep(recordedAt)).map(({ index }) => index);
    const indexes = async (query: Partial<LogQuery>): Promise<number[]> =>
      (await log.export({ limit: 1_000, ...query })).entries.map(({ index }) => index);
    expect(await indexes({ from: instant })).toEqual(expected((time) => time >= instant));
    expect(await indexes({ to: instant })).toEqual(expected((time) => time < instant));
    expect(await indexes({ from: new Date('2100-01-01') })).toEqual([]);
    expect(await indexes({ to: new Date('2000-01-01') })).toEqual([]);
    expect(await indexes({ to: new Date('2100-01-01') })).toHaveLength(300);
  });

  test.each(['search', 'export'] as const)(
    '%s: pages follow each other without a gap or a repeat',
    async (operation) => {
      const indexes: number[] = [];
      let after: string | undefined;
      do {
        const page = await log[operation]({ limit: 7, after });
        indexes.push(...page.entries.map(({ index }) => index));
        after = page.next;
      } while (after !== undefined);
      const all = Array.from({ length: 300 }, (_, n) => n);
      expect(indexes).toEqual(operation === 'search' ? all.reverse() : all);
    },
  );

  test.each([
    { limit: 0 },
    { limit: 1_001 },
    { limit: 1.5 },
    { limit: 1, after: '-1' },
    { limit: 1, after: 'x' },
  ])('refuses the paging %j', async (paging) => {
    await expect(log.search(paging)).rejects.toMatchObject({ code: 'BAD_LOG_QUERY' });
  });
});

test('an entry is what was committed', async () => {
  const { entries: shown } = await log.export({ limit: 6 });
  expect(shown.map(({ kind }) => kind)).toEqual([
    'REQUEST',
    'REQUEST',
    'REQUEST',
    'REQUEST',
    'REVIEW',
    'REFUSALS',
  ]);
  expect(shown[0]).toMatchObject({
    ...{ index: 0, outcome: 'ANSWERED', client: 'lianhe-senior-1', location: '3499107001', subjectCount: 2 },
    ...{ role: 'SCHOOL_AID_OFFICE', purpose: 'AID_ELIGIBILITY', fields: ['disability', 'orphan'] },
    time: new Date('2026-11-27T08:00:00.123Z'),
  });
  expect(shown[0]!.leafHash).toBe(leafHash(Buffer.from(shown[0]!.leaf)).toString('base64'));
  expect(shown[5]).toMatchObject({ client: undefined, outcome: undefined, fields: [], subjectCount: 0 });
  expect(JSON.parse(shown[5]!.leaf)).toMatchObject({ counts: { UNAUTHENTICATED: 7 } });
  expect(await log.entry(300)).toBeUndefined();
});

describe('who saw', () => {
  test('a student: all that asked, and what was disclosed of this one', async () => {
    const { entries: seen, next, erasedKeys } = await log.whoSaw({ studentNumber: anna, limit: 10 });
    expect(seen.map(({ index, disclosed }) => [index, disclosed])).toEqual([
      [4, []],
      [3, []],
      [0, ['orphan']],
    ]);
    expect([next, erasedKeys]).toEqual([undefined, 0]);
    const first = await log.whoSaw({ studentNumber: anna, limit: 2 });
    expect(first.next).toBe('3');
    const second = await log.whoSaw({ studentNumber: anna, limit: 2, after: first.next });
    expect(second.entries.map(({ index }) => index)).toEqual([0]);
  });

  test('a student nobody asked about', async () => {
    expect(await log.whoSaw({ studentNumber: carl, limit: 10 })).toEqual({
      entries: [],
      next: undefined,
      erasedKeys: 0,
    });
  });

  test('refuses what is no student number, and does not repeat it', async () => {
    await expect(log.whoSaw({ studentNumber: '12345', limit: 1 })).rejects.toThrow(/^[^\d]*$/);
  });

  test('after a rotation under both keys, and after an erasure no more under the one that is gone', async () => {
    await using other = await openAuditLogForTests(inject('postgresUrl'));
    const before = other.open();
    await before.commit(
      entryForTests({ disclosures: [{ fields: ['orphan'], studentNumbers: [anna] }] }),
      never,
    );
    const rotated = addSubjectKey(other.subjectKeys, new Date());
    writeFileSync(other.files.subjectKeys, JSON.stringify(rotated));
    const after = other.open();
    await after.commit(
      entryForTests({ disclosures: [{ fields: ['orphan'], studentNumbers: [anna] }] }),
      never,
    );
    const query = { studentNumber: anna, limit: 10 };
    expect((await after.whoSaw(query)).entries.map(({ index }) => index)).toEqual([1, 0]);
    writeFileSync(
      other.files.subjectKeys,
      JSON.stringify(eraseSubjectKey({ keys: rotated, version: 1, now: new Date() })),
    );
    const seen = await other.open().whoSaw(query);
    expect(seen.entries.map(({ index }) => index)).toEqual([1]);
    expect(seen.erasedKeys).toBe(1);
    expect(await other.verify()).toMatchObject({ holds: true });
  });
});

describe('proofs', () => {
  test('every entry has one that verifies offline, and not for another leaf', async () => {
    const verifiers = log.verifierKeys().trimEnd().split('\n').map(parseVerifierKey);
    for (const index of [0, 1, 255, 256, 299]) {
      const [entry, text = ''] = await Promise.all([log.entry(index), log.prove(index)]);
      const leaf = Buffer.from(entry!.leaf);
      expect(checkProof({ text, leaf, verifiers })).toMatchObject({ index, size: 300, origin: at.origin });
      expect(() => checkProof({ text, leaf: Buffer.concat([leaf, leaf]), verifiers })).toThrow();
    }
    expect(await log.prove(300)).toBeUndefined();
  });

  test('tiles and bundles are served as far as the log reaches', async () => {
    const full = await log.tile('tile/0/000');
    expect(full).toHaveLength(256 * 32);
    expect(await log.tile('tile/0/001.p/44')).toHaveLength(44 * 32);
    expect(await log.tile('tile/1/000.p/1')).toHaveLength(32);
    for (const path of [
      'tile/0/001',
      'tile/0/001.p/45',
      'tile/1/000',
      'tile/2/000.p/1',
      'tile/entries/000',
      'x',
    ]) {
      expect(await log.tile(path)).toBeUndefined();
    }
    const leaves = decodeEntryBundle((await log.entryBundle('tile/entries/001.p/44')) ?? Buffer.alloc(0));
    expect(leaves.map((leaf) => leafHash(leaf).toString('base64'))).toEqual(
      (await log.export({ limit: 44, after: '255' })).entries.map(({ leafHash: hash }) => hash),
    );
    expect(await log.entryBundle('tile/entries/001')).toBeUndefined();
    expect(await log.entryBundle('tile/0/000')).toBeUndefined();
  });
});

test('no student number stands anywhere in the database', async () => {
  const superuser = await at.database.connect('superuser');
  const { rows } = await superuser.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('log', 'public')`,
  );
  let scanned = '';
  for (const { name } of rows) {
    const { rows: texts } = await superuser.query<{ text: string }>(`select t::text as text from ${name} t`);
    scanned += texts.map(({ text }) => text).join('\n');
  }
  // Bytes show as hexadecimal digits; the leaf's own text proves that the scan would see one.
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  expect(scanned).toContain(hex('lianhe-senior-1'));
  for (const number of [anna, ben, carl, anna.slice(1)]) {
    expect(scanned).not.toContain(number);
    expect(scanned).not.toContain(hex(number));
  }
});
