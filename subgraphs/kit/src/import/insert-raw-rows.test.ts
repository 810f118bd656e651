import { expect, inject, test } from 'vitest';
import { openTestAgency } from '../testing/index.ts';
import { inImportTransaction } from './in-import-transaction.ts';
import { insertRawRows } from './insert-raw-rows.ts';

test('a cell or header that Postgres cannot store costs neither the rows nor the import', async () => {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
  const records = [{ 备注: 'a\0b', 'x\0': '\ud800' }, { 备注: '甲' }];
  await inImportTransaction({
    databaseUrl: agency.ownerUrl,
    lockTable: 'register.import',
    tables: ['register.row'],
    replace: (execute) =>
      insertRawRows(
        execute,
        records.map((record, index) => ({ line: index + 2, record, entry: undefined })),
      ),
  });
  expect(await agency.query('select * from register.row order by line')).toEqual([
    { line: 2, record: { 备注: 'a\ufffdb', 'x\ufffd': '\ufffd' } },
    { line: 3, record: { 备注: '甲' } },
  ]);
});
