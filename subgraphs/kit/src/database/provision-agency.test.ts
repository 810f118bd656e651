import { randomBytes } from 'node:crypto';
import type { AgencyName } from '@hearthgate/schema';
import { AGENCIES } from '@hearthgate/schema';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { agencyDatabase } from './agency-database.ts';
import { agencyDatabaseUrl } from './agency-database-url.ts';
import { forbiddenToEachRole } from './forbidden-statements-for-tests.ts';
import { type AgencyPasswords, provisionAgency } from './provision-agency.ts';

const passwords: AgencyPasswords = {
  owner: 'owner of a test, with % and @ and /',
  service: 'service:of#a?test',
  operator: 'operator of a test',
};
const run = randomBytes(4).toString('hex');

const databaseOf = (agency: AgencyName): string => `t_${run}_${agency.replaceAll('-', '_')}`;
const urlOf = (agency: AgencyName, role: keyof AgencyPasswords, password = passwords[role]): string =>
  agencyDatabaseUrl({
    clusterUrl: inject('postgresUrl'),
    agency,
    database: databaseOf(agency),
    role,
    password,
  });

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = await connect(url);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  for (const agency of AGENCIES) {
    await provisionAgency({
      adminUrl: inject('postgresUrl'),
      agency,
      database: databaseOf(agency),
      passwords,
    });
  }
});

afterAll(async () => {
  for (const agency of AGENCIES) {
    const { database, owner, service, operator } = agencyDatabase(agency, databaseOf(agency));
    await query(inject('postgresUrl'), `drop database ${database} with (force)`);
    for (const role of [owner, service, operator]) await query(inject('postgresUrl'), `drop role ${role}`);
  }
});

describe.each(AGENCIES)('the service role of %s', (agency) => {
  let service: pg.Client;
  beforeAll(async () => {
    service = await connect(urlOf(agency, 'service'));
  });
  afterAll(() => service.end());

  const sharedView = agency === 'enrollment' ? 'shared.roll' : 'shared.assertion';

  test('reads the shared views', async () => {
    expect((await service.query(`select * from ${sharedView}`)).rows).toEqual([]);
    expect((await service.query('select * from shared.register')).rows).toEqual([]);
  });

  const asked = agency === 'enrollment' ? 'student_numbers' : 'refs';
  const requester = `gen_random_uuid(), 'school', 'AID_ELIGIBILITY', 'LAW'`;

  test('inserts access records, at a time that it cannot choose', async () => {
    const insert = `insert into access.record (txn, client, purpose, legal_basis, fields, ${asked})
      values (${requester}, '{a}', '{}')`;
    expect((await service.query(insert)).rowCount).toBe(1);
    await expect(
      service.query(
        `insert into access.record (recorded_at, txn, client, purpose, legal_basis, fields, ${asked})
         values ('2020-01-01', ${requester}, '{}', '{}')`,
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(service.query(`${insert} returning recorded_at`)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(['txn', 'client', 'purpose', 'legal_basis'])(
    'cannot leave %s out of an access record',
    async (column) => {
      const values = { txn: 'gen_random_uuid()', client: `''`, purpose: `''`, legal_basis: `''` };
      const others = Object.entries(values).filter(([name]) => name !== column);
      const insert = (given: typeof others): string =>
        `insert into access.record (${given.map(([name]) => name).join(', ')}, fields, ${asked})
         values (${given.map(([, value]) => value).join(', ')}, '{}', '{}')`;
      expect((await service.query(insert(Object.entries(values)))).rowCount).toBe(1);
      await expect(service.query(insert(others))).rejects.toHaveProperty(
        'code',
        expect.stringMatching(/^(23502|23514)$/),
      );
    },
  );

  const forbidden = [
    ...forbiddenToEachRole(agencyDatabase(agency, databaseOf(agency)).owner),
    'select * from access.record',
    'select ctid from access.record',
    `update access.record set fields = '{}'`,
    'delete from access.record',
    'truncate access.record',
    `do $$ begin lock table access.record in share row exclusive mode; end $$`,
    `insert into access.record (txn, client, purpose, legal_basis, fields, ${asked})
       values (${requester}, '{}', '{}') on conflict do nothing returning ${asked}`,
    'select txn from access.record',
    `update access.record set txn = gen_random_uuid()`,
    'alter table access.record disable trigger all',
    'drop table access.record',
    `copy ${sharedView} to '/tmp/out'`,
    `copy access.record (fields) from '/etc/passwd'`,
    `copy access.record (fields) from program 'id'`,
    `copy access.record to stdout`,
    'select 1 from operator.access_record',
    'table operator.import',
  ];
  test.each(forbidden)('may not: %s', async (sql) => {
    await expect(service.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  // 55000: nobody can write through a view of two tables, or of one row.
  test.each([
    `insert into ${sharedView} default values`,
    `delete from ${sharedView}`,
    `update shared.register set accepted = 0`,
  ])('may not: %s', async (sql) => {
    await expect(service.query(sql)).rejects.toHaveProperty('code', expect.stringMatching(/^(42501|55000)$/));
  });

  test('may not connect to the other agencies, as itself or under their roles', async () => {
    for (const other of AGENCIES.filter((name) => name !== agency)) {
      const url = new URL(urlOf(agency, 'service'));
      url.pathname = `/${databaseOf(other)}`;
      await expect(connect(url.href)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('may not even look into the schema public', async () => {
    const { rows } = await service.query(`select has_schema_privilege('public', 'usage') as usage`);
    expect(rows).toEqual([{ usage: false }]);
  });

  test('was granted two views to read, and nothing else that shows', async () => {
    const visible = await service.query(
      `select table_schema || '.' || table_name as name, privilege_type from information_schema.table_privileges
       where grantee <> 'PUBLIC' order by 1, 2`,
    );
    const names = [sharedView, 'shared.register'].sort();
    expect(visible.rows).toEqual(names.map((name) => ({ name, privilege_type: 'SELECT' })));
  });
});

test('the owner of one agency cannot connect to another', async () => {
  const url = new URL(urlOf('orphans', 'owner'));
  url.pathname = `/${databaseOf('disability')}`;
  await expect(connect(url.href)).rejects.toMatchObject({ code: '42501' });
});

test('provisioning again keeps the data and sets the passwords anew', async () => {
  await query(urlOf('orphans', 'owner'), `insert into register.row values (1, '{}')`);
  const changed = { owner: 'another', service: 'one', operator: 'third' };
  const options = {
    adminUrl: inject('postgresUrl'),
    agency: 'orphans',
    database: databaseOf('orphans'),
  } as const;
  await provisionAgency({ ...options, passwords: changed });
  await expect(connect(urlOf('orphans', 'service'))).rejects.toMatchObject({ code: '28P01' });
  expect(await query(urlOf('orphans', 'service', 'one'), 'table shared.register')).toEqual([]);
  expect(await query(urlOf('orphans', 'owner', 'another'), 'select line from register.row')).toEqual([
    { line: 1 },
  ]);
  await provisionAgency({ ...options, passwords });
});

test('access records from before gateways named their requesters are kept, and none of their kind is added', async () => {
  const owner = urlOf('subsistence-allowance', 'owner');
  await query(owner, 'drop schema operator cascade');
  await query(owner, 'drop table register.revision cascade');
  await query(owner, 'drop function register.renew_revision cascade');
  await query(owner, 'alter table access.record drop column id, drop column subject_count');
  await query(
    owner,
    'alter table access.record drop column txn, drop column client, drop column purpose, drop column legal_basis',
  );
  await query(owner, `delete from public.migration where name > '0002'`);
  const insert = `insert into access.record (fields, refs) values ('{old}', '{}')`;
  await query(urlOf('subsistence-allowance', 'service'), insert);
  await provisionAgency({
    adminUrl: inject('postgresUrl'),
    agency: 'subsistence-allowance',
    database: databaseOf('subsistence-allowance'),
    passwords,
  });
  expect(await query(owner, `select txn, client from access.record where fields = '{old}'`)).toEqual([
    { txn: null, client: null },
  ]);
  expect(
    await query(
      urlOf('subsistence-allowance', 'operator'),
      'select txn, subject_count from operator.access_record',
    ),
  ).toContainEqual({ txn: null, subject_count: 0 });
  await expect(query(urlOf('subsistence-allowance', 'service'), insert)).rejects.toMatchObject({
    code: '23514',
  });
});

test('a migration that was edited after it ran is refused', async () => {
  await query(urlOf('disability', 'owner'), `update public.migration set sha256 = 'other'`);
  const options = {
    adminUrl: inject('postgresUrl'),
    agency: 'disability',
    database: databaseOf('disability'),
  } as const;
  await expect(provisionAgency({ ...options, passwords })).rejects.toThrow(
    'migration 0001-register.sql was edited',
  );
});

test('a role that already has powers is refused', async () => {
  const { service } = agencyDatabase('orphans', databaseOf('orphans'));
  await query(inject('postgresUrl'), `alter role ${service} createdb`);
  const options = {
    adminUrl: inject('postgresUrl'),
    agency: 'orphans',
    database: databaseOf('orphans'),
  } as const;
  await expect(provisionAgency({ ...options, passwords })).rejects.toThrow(
    `role ${service} has powers of its own`,
  );
});

test('a database name that Postgres would cut short is refused', () => {
  expect(agencyDatabase('orphans', 'a'.repeat(54)).operator).toHaveLength(63);
  expect(() => agencyDatabase('orphans', 'a'.repeat(55))).toThrow(RangeError);
  expect(() => agencyDatabase('orphans', 'a"; drop')).toThrow(RangeError);
});
