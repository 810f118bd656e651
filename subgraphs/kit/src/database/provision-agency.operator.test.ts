import { AGENCIES } from '@hearthgate/schema';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openTestAgency, type TestAgency } from '../testing/test-agency.ts';
import { forbiddenToEachRole } from './forbidden-statements-for-tests.ts';

describe.each(AGENCIES)('the operator role of %s', (agency) => {
  let database: TestAgency;
  let operator: pg.Client;
  beforeAll(async () => {
    database = await openTestAgency({ adminUrl: inject('postgresUrl'), agency });
    operator = new pg.Client({ connectionString: database.operatorUrl });
    operator.on('error', () => undefined);
    await operator.connect();
  });
  afterAll(async () => {
    await operator.end();
    await database[Symbol.asyncDispose]();
  });

  const asked = agency === 'enrollment' ? 'student_numbers' : 'refs';
  const ref = agency === 'enrollment' ? 'G990108201006010011' : crypto.randomUUID();

  test('reads access records, without whom they are about', async () => {
    await database.queryAsService(
      `insert into access.record (txn, client, purpose, legal_basis, fields, ${asked})
       values (gen_random_uuid(), 'school', 'AID_ELIGIBILITY', 'LAW', '{a}', $1)`,
      [[ref, ref]],
    );
    const { rows } = await operator.query('select * from operator.access_record');
    expect(rows).toEqual([
      {
        recorded_at: expect.any(Date) as unknown,
        id: expect.any(String) as unknown,
        txn: expect.any(String) as unknown,
        client: 'school',
        purpose: 'AID_ELIGIBILITY',
        legal_basis: 'LAW',
        fields: ['a'],
        subject_count: 2,
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(ref);
  });

  test('reads reports of imports', async () => {
    expect((await operator.query('select * from operator.import')).rows).toEqual([]);
  });

  test.each([
    ...forbiddenToEachRole('name_of_the_owner'),
    'select * from access.record',
    `select ${asked} from access.record`,
    'select 1 from shared.register',
    `select 1 from shared.${agency === 'enrollment' ? 'roll' : 'assertion'}`,
    `insert into access.record (txn, client, purpose, legal_basis, fields, ${asked})
       values (gen_random_uuid(), 'school', 'AID_ELIGIBILITY', 'LAW', '{}', '{}')`,
    `insert into operator.access_record (client) values ('school')`,
    `update operator.access_record set client = 'another'`,
    'delete from operator.access_record',
    'delete from access.record',
    'truncate access.record',
    `create or replace view operator.access_record as select 1`,
    'drop view operator.import',
    `copy operator.access_record to '/tmp/out'`,
  ])('may not: %s', async (sql) => {
    const { username: owner } = new URL(database.ownerUrl);
    const statement = sql.replaceAll('name_of_the_owner', owner);
    await expect(operator.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  // 55000: at enrollment the view is of two tables, and nobody can write through it.
  test.each([`update operator.import set accepted = 0`, 'delete from operator.import'])(
    'may not: %s',
    async (sql) => {
      await expect(operator.query(sql)).rejects.toHaveProperty(
        'code',
        expect.stringMatching(/^(42501|55000)$/),
      );
    },
  );

  test('was granted two views to read, and nothing else that shows', async () => {
    const { rows } = await operator.query(
      `select table_schema || '.' || table_name as name, privilege_type from information_schema.table_privileges
       where grantee <> 'PUBLIC' order by 1, 2`,
    );
    expect(rows).toEqual([
      { name: 'operator.access_record', privilege_type: 'SELECT' },
      { name: 'operator.import', privilege_type: 'SELECT' },
    ]);
  });
});
