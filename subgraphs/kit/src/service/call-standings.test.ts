import { formatPersonRef, formatPersonRefs, parsePersonRefs, refsDigest } from '@hearthgate/schema';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testIdNumber, testRequester } from '../testing/index.ts';
import { personRef } from '../pseudonym/person-ref.ts';
import { startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';
import { testRegister } from '../testing/test-register.ts';

let orphans: TestOrphans;
beforeAll(async () => {
  orphans = await startTestOrphans(inject('postgresUrl'));
});
afterAll(() => orphans[Symbol.asyncDispose]());

const query =
  'query ($refs: [PersonRefs!]!) { orphansStandings(refs: $refs) { refsDigest asOf listed { category positions } } }';

const many = (refs: readonly string[], version = 1): string =>
  formatPersonRefs({ version, bytes: Buffer.concat(refs.map((ref) => parsePersonRefs(ref)!.bytes)) });

const call = (texts: readonly string[], subjects: number, token: object = {}) =>
  orphans.call({ query, refs: texts, token: { requesters: [testRequester(subjects)], ...token } });

async function positions(refs: readonly string[]): Promise<readonly number[]> {
  const { data } = await call([many(refs)], refs.length);
  const { listed } = (data as { orphansStandings: { listed: { positions: number[] }[] } }).orphansStandings;
  return listed.flatMap((listing) => listing.positions);
}

test('those who are listed are named by their places among all texts; who is not, by nothing', async () => {
  const [a, b, c] = orphans.listed as [string, string, string];
  const { stranger } = orphans;
  const texts = [many([stranger, a, b]), many([]), stranger, many([c, a])];
  const { status, data } = await call(texts, 6);
  expect(status).toBe(200);
  expect(data).toEqual({
    orphansStandings: {
      refsDigest: refsDigest(texts),
      asOf: '2026-11-01',
      listed: [{ category: 'ORPHAN', positions: [1, 2, 4, 5] }],
    },
  });
  expect(await positions([stranger])).toEqual([]);
});

test('two fields of one query count from their own first person, and are one access record', async () => {
  const [a, b] = orphans.listed as [string, string];
  const before = await orphans.records();
  const { data } = await orphans.call({
    query: `query ($x: [PersonRefs!]!, $y: [PersonRefs!]!) { one: orphansStandings(refs: $x) { listed { positions } }
      two: orphansStandings(refs: $y) { listed { positions } } old: personsByOrphansRef(refs: ["${a}"]) { orphans { categories } } }`,
    refs: [many([orphans.stranger, a]), many([b]), a],
    variables: { x: [many([orphans.stranger, a])], y: [many([b])] },
    token: { requesters: [testRequester(4)] },
  });
  expect(data).toEqual({
    one: { listed: [{ positions: [1] }] },
    two: { listed: [{ positions: [0] }] },
    old: [{ orphans: { categories: ['ORPHAN'] } }],
  });
  expect(await orphans.records()).toBe(before + 1);
});

describe('a call that its token does not cover is refused: the cases differ from a good one in one thing', () => {
  const refused = async (...asked: Parameters<typeof call>): Promise<unknown> => {
    const before = await orphans.records();
    const { status, code } = await call(...asked);
    expect(await orphans.records()).toBe(before);
    return { status, code };
  };
  test('about others, about one more than accounted for, about one less, under another field', async () => {
    const texts = [many(orphans.listed)];
    const notCovered = { status: 403, code: 'NOT_COVERED' };
    expect((await call(texts, 4)).status).toBe(200);
    expect(
      await refused(texts, 4, { refs_digest: refsDigest([many([...orphans.listed].reverse())]) }),
    ).toEqual(notCovered);
    expect(await refused(texts, 3)).toEqual(notCovered);
    expect(await refused(texts, 5)).toEqual(notCovered);
    expect(await refused(texts, 4, { fields: ['orphansRegister'] })).toEqual(notCovered);
  });

  test('a text that is none, and more persons than a call may ask about', async () => {
    const bad = { status: 400, code: 'BAD_USER_INPUT' };
    expect(await refused(['1.AAAA'], 0)).toEqual(bad);
    expect(await refused([`${many(orphans.listed)} `], 4)).toEqual(bad);
    const text = formatPersonRefs({ version: 1, bytes: Buffer.alloc(16 * 20_001, 7) });
    expect((await refused([text], 20_000)) as { status: number }).toMatchObject({ status: 403 });
  });
});

test('refs under a key version that the register does not hold fail the whole call', async () => {
  const { code, data } = await call([many(orphans.listed), many(orphans.listed, 7)], 8);
  expect(code).toBe('KEY_VERSION_NOT_HELD');
  expect(data ?? null).toBeNull();
});

test('a register that grows and shrinks under questions is answered as it is, at once, every time', async () => {
  const { current } = orphans.database.keyRings.orphans;
  const refs = Array.from({ length: 60 }, (_, n) =>
    formatPersonRef(current.version, personRef(current, testIdNumber(n + 100))),
  );
  for (const on of [[0], [59, 3], [], [3, 4, 5], refs.map((_, n) => n), [59]]) {
    const rows = on.map((n) => `${testIdNumber(n + 100)},在册`);
    await orphans.database.importText(testRegister, ['身份证号,状态', `${testIdNumber(99)},退出`, ...rows]);
    const expected = [...on].sort((one, other) => one - other);
    // The first right after the import, with the filter of the register before it; the others while one is made anew.
    for (let time = 0; time < 4; time += 1) expect(await positions(refs)).toEqual(expected);
  }
});
