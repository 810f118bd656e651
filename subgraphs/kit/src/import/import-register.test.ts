import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { personRef } from '../pseudonym/person-ref.ts';
import { openTestAgency, type TestAgency, testIdNumber, testKeyRing } from '../testing/index.ts';
import { testRegister } from '../testing/test-register.ts';
import type { ImportReport } from './import-report.ts';

let agency: TestAgency;
beforeAll(async () => {
  agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'orphans' });
});
afterAll(() => agency[Symbol.asyncDispose]());

const header = '身份证号,状态';
const ids = Array.from({ length: 900 }, (_, n) => testIdNumber(n + 1)).filter((id) => !id.endsWith('000'));
const active = (id: string): string => `${id},在册`;

/** More rows than a batch holds; every one of another person. */
const manyIds = Array.from({ length: 3 }, (_, day) => day + 1).flatMap((day) =>
  Array.from({ length: 900 }, (_, n) => testIdNumber(n + 1, `2011010${day}`)),
);
const manyLines = [header, ...manyIds.map(active)];

async function oldRegister(): Promise<void> {
  await agency.importText(testRegister, [header, active(ids[0]!)]);
}

/** Makes the database do something when the import comes to its last person; `undo` takes it away again. */
async function atLastPerson(statement: string): Promise<{ undo(): Promise<unknown> }> {
  await agency.query(
    `create function register.at_last() returns trigger language plpgsql as
       $$ begin if new.id_number = '${manyIds.at(-1)!}' then ${statement}; end if; return new; end $$;
     create trigger at_last before insert on register.person for each row execute function register.at_last()`,
  );
  return { undo: () => agency.query('drop function register.at_last cascade') };
}

describe('all or nothing', () => {
  beforeAll(oldRegister);

  test('the connection killed at the last row: the old register stands', async () => {
    const trigger = await atLastPerson('perform pg_terminate_backend(pg_backend_pid())');
    const importing = agency.importText(testRegister, manyLines);
    await expect(importing).rejects.toMatchObject({ name: 'ImportRefused', code: 'DATABASE_FAILED' });
    await trigger.undo();
    expect(await agency.entries()).toEqual([`${ids[0]!} ORPHAN`]);
    expect(await agency.queryAsService('select count(*)::int from shared.assertion')).toEqual([{ count: 1 }]);
    expect(await agency.query('select line from register.row')).toEqual([{ line: 2 }]);
    expect(await agency.query('select read from register.import')).toEqual([{ read: 1 }]);
  });

  test('the last row refused by the database: the old register stands, and no value is in the error', async () => {
    const trigger = await atLastPerson(`raise exception 'no %', new.id_number`);
    const error: unknown = await agency
      .importText(testRegister, manyLines)
      .catch((thrown: unknown) => thrown);
    await trigger.undo();
    expect(error).toMatchObject({ code: 'DATABASE_FAILED' });
    expect(error).not.toHaveProperty('cause');
    expect((error as Error).message).toBe(
      'the database broke the import off (P0001), and the register is as it was: see that the database runs, then import again',
    );
    expect(await agency.entries()).toEqual([`${ids[0]!} ORPHAN`]);
  });

  test('no database there: one line says so', async () => {
    const databaseUrl = 'postgresql://nobody:secret-password@127.0.0.1:1/none';
    const error: unknown = await agency
      .importText(testRegister, [header, active(ids[1]!)], { databaseUrl })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'DATABASE_FAILED' });
    expect((error as Error).message).toMatch(/\(ECONNREFUSED\)/);
    expect((error as Error).message).not.toMatch(/secret/);
  });

  test('a dry run reports as an import does, and changes nothing', async () => {
    const dry = await agency.importText(testRegister, manyLines, { dryRun: true });
    expect(dry).toMatchObject({ read: 2700, accepted: 2700 });
    expect(await agency.entries()).toEqual([`${ids[0]!} ORPHAN`]);
    expect(await agency.query('select read from register.import')).toEqual([{ read: 1 }]);
  });

  test('whoever reads during an import sees the old register, and is not kept waiting', async () => {
    const trigger = await atLastPerson('perform pg_advisory_xact_lock(1)');
    const barrier = new pg.Client({ connectionString: agency.ownerUrl });
    await barrier.connect();
    await barrier.query('select pg_advisory_lock(1)');
    const importing = agency.importText(testRegister, manyLines);
    const waiting = `select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    await expect.poll(() => agency.query(waiting), { timeout: 20_000 }).toHaveLength(1);

    const count = () => agency.queryAsService('select count(*)::int from shared.assertion');
    expect(await count()).toEqual([{ count: 1 }]);
    await barrier.end();
    await importing;
    expect(await count()).toEqual([{ count: 2700 }]);
    await trigger.undo();
    await oldRegister();
  });

  test('two imports at once follow each other: the register is one of them, never a mixture', async () => {
    const [first, second] = [manyLines, [header, active(ids[1]!), active(ids[2]!)]];
    await Promise.all([agency.importText(testRegister, first), agency.importText(testRegister, second)]);
    const [latest] = await agency.query<{ accepted: number }>(
      'select accepted from register.import order by id desc limit 1',
    );
    expect([2, 2700]).toContain(latest?.accepted);
    expect(await agency.entries()).toHaveLength(latest!.accepted);
    expect(await agency.query('select 1 from register.row')).toHaveLength(latest!.accepted);
  });

  test('the service role cannot hold an import up', async () => {
    const service = new pg.Client({ connectionString: agency.serviceUrl });
    await service.connect();
    await service.query('begin');
    await service.query('select * from shared.assertion, shared.register');
    await service.query(
      `insert into access.record (txn, client, purpose, legal_basis, fields, refs)
       values (gen_random_uuid(), '', '', '', '{}', '{}')`,
    );
    await expect(agency.importText(testRegister, [header, active(ids[0]!)])).resolves.toMatchObject({
      accepted: 1,
    });
    await service.end();
  });
});

describe('what is asked of the importer', () => {
  const importOne = (options: Parameters<TestAgency['importText']>[2]) =>
    agency.importText(testRegister, [header, active(ids[0]!)], options);

  test.each(['2026-02-30', '2026/11/01', '', 'today'])('as of %j is refused', async (asOf) => {
    await expect(importOne({ asOf })).rejects.toMatchObject({ code: 'BAD_AS_OF_DATE' });
  });

  test('an agency whose key is not there is refused by name', async () => {
    await expect(importOne({ keyRings: {} })).rejects.toThrow('no pseudonym key of orphans');
  });

  test('the columns of another agency are refused', async () => {
    await expect(importOne({ agency: 'disability' })).rejects.toMatchObject({ code: 'WRONG_REGISTER' });
  });

  test('progress is told in rows read, up to the last', async () => {
    const told: number[] = [];
    await agency.importText(testRegister, manyLines, { onProgress: (rowsRead) => told.push(rowsRead) });
    expect(told).toEqual([1000, 2000, 2700]);
  });
});

describe('what stands afterwards', () => {
  test('refs under the current and the previous key, and their versions', async () => {
    const keyRing = testKeyRing(3, 4);
    await agency.importText(testRegister, [header, active(ids[0]!)], { keyRings: { orphans: keyRing } });
    const refs = [keyRing.current, keyRing.previous!].map((key) => ({ ref: personRef(key, ids[0]!) }));
    const stored = await agency.queryAsService<{ ref: string }>('select ref from shared.assertion');
    expect(stored.map(({ ref }) => ref).sort()).toEqual(refs.map(({ ref }) => ref).sort());
    expect(await agency.queryAsService('select key_versions from shared.register')).toEqual([
      { key_versions: [4, 3] },
    ]);
  });

  test('the report, as it was returned', async () => {
    const report = await agency.importText(testRegister, [header, active(ids[0]!), '无,在册'], {
      asOf: '2026-10-31',
    });
    expect(
      await agency.query(
        'select as_of::text, read, accepted, rejected, report from register.import order by id desc limit 1',
      ),
    ).toEqual([{ as_of: '2026-10-31', read: 2, accepted: 1, rejected: 1, report }]);
    expect(
      await agency.queryAsService('select as_of::text, accepted, rejected from shared.register'),
    ).toEqual([{ as_of: '2026-10-31', accepted: 1, rejected: 1 }]);
  });
});

test('every row is accounted for, and no value leaves by the report or an error', async () => {
  const value = fc.oneof(
    fc.constantFrom(...ids.slice(0, 50)),
    fc.constantFrom('无', '', 'constructor', '3.41602E+17', '990108201006030000', '张某某99'),
    fc.stringMatching(/^[0-9Xx０-９'G ]{1,20}$/),
  );
  const status = fc.constantFrom('在册', '退出', '在册', '停保123456', '');
  const rows = fc.array(fc.tuple(value, status), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(rows, async (written) => {
      const content = [`备注,${header}`, ...written.map(([id, word]) => `x,${id},${word}`)];
      const outcome: unknown = await agency
        .importText(testRegister, content, { dryRun: true })
        .catch((error: unknown) => error);
      const report = (
        outcome instanceof Error ? (outcome as { report?: ImportReport }).report : outcome
      ) as ImportReport;
      expect(report.read).toBe(written.length);
      expect(report.accepted + report.rejected.length).toBe(report.read);
      const lines = report.rejected.map(({ line }) => line);
      expect(new Set(lines).size).toBe(lines.length);
      const told = `${outcome instanceof Error ? outcome.message : ''} ${JSON.stringify(report.rejected)} ${JSON.stringify(report.warnings)}`;
      for (const [id, word] of written) {
        for (const cell of [id, word]) if (cell.trim().length > 5) expect(told).not.toContain(cell);
      }
    }),
    { numRuns: 60 },
  );
});

test('a file that is not there is one line', async () => {
  await expect(agency.importFile(testRegister, '/nowhere/register.csv')).rejects.toThrow(/register\.csv/);
});
