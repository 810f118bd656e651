import { expect, inject, test } from 'vitest';
import { personRef } from '../pseudonym/person-ref.ts';
import type { PseudonymKeyRing } from '../pseudonym/pseudonym-key.ts';
import { openTestAgency, testIdNumber, testKeyRing } from '../testing/index.ts';
import { testRegister } from '../testing/test-register.ts';
import { rekeyRegister } from './rekey-register.ts';

const ids = [testIdNumber(1), testIdNumber(2)] as const;
const content = ['身份证号,状态', `${ids[0]},在册`, `${ids[1]},退出`];

test('after a rotation an agency answers for the new version and the one before, and for no older one', async () => {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
  const [first, second, third] = [testKeyRing(1).current, testKeyRing(2).current, testKeyRing(3).current];
  const found = async (): Promise<boolean[]> => {
    const rows = await agency.queryAsService<{ ref: string }>('select ref from shared.assertion');
    const refs = new Set(rows.map(({ ref }) => ref));
    expect(refs).not.toContain(personRef(second, ids[1]));
    return [first, second, third].map((key) => refs.has(personRef(key, ids[0])));
  };
  const versions = () => agency.queryAsService('select key_versions, accepted from shared.register');
  const rekey = (orphans: PseudonymKeyRing) =>
    rekeyRegister({ databaseUrl: agency.ownerUrl, agency: 'orphans', keyRings: { orphans } });

  await agency.importText(testRegister, content, { keyRings: { orphans: { current: first } } });
  expect(await found()).toEqual([true, false, false]);

  await rekey({ current: second, previous: first });
  expect(await found()).toEqual([true, true, false]);
  expect(await versions()).toEqual([{ key_versions: [2, 1], accepted: 2 }]);

  await rekey({ current: third, previous: second });
  expect(await found()).toEqual([false, true, true]);
  expect(await versions()).toEqual([{ key_versions: [3, 2], accepted: 2 }]);
});

test('more persons than a batch holds are all re-keyed', async () => {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
  const many = [1, 2, 3].flatMap((day) =>
    Array.from({ length: 900 }, (_, n) => testIdNumber(n + 1, `2011010${String(day)}`)),
  );
  await agency.importText(testRegister, ['身份证号,状态', ...many.map((id) => `${id},在册`)]);
  const orphans = testKeyRing(2);
  await rekeyRegister({ databaseUrl: agency.ownerUrl, agency: 'orphans', keyRings: { orphans } });
  const rows = await agency.query<{ ref: string }>('select ref from register.assertion');
  expect(new Set(rows.map(({ ref }) => ref))).toEqual(
    new Set(many.map((id) => personRef(orphans.current, id))),
  );
});

test('an agency without a register has nothing to re-key', async () => {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
  await rekeyRegister({ databaseUrl: agency.ownerUrl, agency: 'orphans', keyRings: agency.keyRings });
  expect(await agency.queryAsService('select * from shared.register')).toEqual([]);
});

test('a failed rotation leaves the refs as they were', async () => {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
  await agency.importText(testRegister, content);
  const before = await agency.query('select ref from register.assertion');
  await agency.query(`alter table register.import add constraint c check (key_versions = '{1}')`);
  const rekeying = rekeyRegister({
    databaseUrl: agency.ownerUrl,
    agency: 'orphans',
    keyRings: { orphans: testKeyRing(2) },
  });
  await expect(rekeying).rejects.toMatchObject({ code: 'DATABASE_FAILED' });
  expect(await agency.query('select ref from register.assertion')).toEqual(before);
});

test('the key of another agency does not do', async () => {
  const keyRings = { disability: testKeyRing(1) };
  const rekeying = rekeyRegister({
    databaseUrl: 'postgresql://127.0.0.1:1/none',
    agency: 'orphans',
    keyRings,
  });
  await expect(rekeying).rejects.toMatchObject({ code: 'KEYS_MISSING' });
});
