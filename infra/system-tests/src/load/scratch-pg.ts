import { startPostgresForTests } from '@hearthgate/tools';
import { withClient } from '@hearthgate/database';
import { provisionAgenciesForTests } from '../agency-databases-for-tests.ts';
import { processCpu } from './process-cpu.ts';
import { fillAgencies, studentNumberAt } from './fill-agencies.ts';
const postgres = await startPostgresForTests();
const databases = await provisionAgenciesForTests(postgres.url);
await fillAgencies({ students: 100000, people: 200000, databaseUrl: (a) => databases.databaseUrl(a, 'owner') });
const hdr = (oid: number, n: number) => { const b = Buffer.alloc(20); b.writeInt32BE(1,0); b.writeInt32BE(oid,8); b.writeInt32BE(n,12); b.writeInt32BE(1,16); return b; };
const texts = (list: string[]) => Buffer.concat([hdr(25, list.length), ...list.flatMap((t) => { const l = Buffer.alloc(4); l.writeInt32BE(t.length); return [l, Buffer.from(t)]; })]);
const uuids = (list: Buffer[]) => Buffer.concat([hdr(2950, list.length), ...list.flatMap((t) => { const l = Buffer.alloc(4); l.writeInt32BE(16); return [l, t]; })]);
async function time(name: string, c: any, text: string, mk: (i: number) => unknown[], n = 40) {
  const id = 'p' + Math.random();
  const made = Array.from({ length: n }, (_, i) => mk(i)); mk = (i) => made[i % n]!;
  for (let i = 0; i < 8; i++) await c.query({ name: id, text, values: mk(i) });
  const { rows: [{ pid }] } = await c.query('select pg_backend_pid() pid');
  const t = performance.now(); const c0 = processCpu(pid);
  for (let i = 0; i < 100; i++) await c.query({ name: id, text, values: mk(i) });
  console.log(name.padEnd(50), ((performance.now() - t) / 100).toFixed(2), 'ms wall', ((processCpu(pid) - c0) / 100000).toFixed(2), 'ms cpu');
}
await withClient(databases.databaseUrl('enrollment', 'owner'), async (c: any) => {
  const nums = (i: number) => texts(Array.from({ length: 2000 }, (_, k) => studentNumberAt((i * 2000 + k) % 100000 + 1)));
  await time('numbers only unnest', c, 'select count(*) from unnest($1::text[])', (i) => [nums(i)]);
  await time('lookup count', c, `select count(school_code) from register.roll where student_number = any($1::text[])`, (i) => [nums(i)]);
  if (0) await time('lookup view count div', c, `select count(school_code) from shared.roll s where student_number = any($1::text[]) and s.division_code like $2 || '%'`, (i) => [nums(i), '990108']);
  const cols = ['poverty_registry','subsistence_allowance','disability'];
  const agg = `string_agg(student_number, ',') a, string_agg(coalesce(stage,''), ',') b, ${cols.map((x) => `string_agg(uuid_send(${x}_student),''::bytea) ${x}_s, string_agg(array_send(${x}_guardians),''::bytea) ${x}_g`).join(', ')}`;
  const where = `s.student_number = any ($1::text[]) and ($2::text is null or s.school_code = $2) and ($3::text is null or s.division_code like $3 || '%') and ($2::text is not null or $3::text is not null)`;
  await time('whole, no order', c, `select ${agg} from (select * from shared.roll s where ${where}) f`, (i) => [nums(i), null, '990108']);
  await time('whole', c, `select ${agg} from (select * from shared.roll s where ${where} order by student_number, school_code, stage) f`, (i) => [nums(i), null, '990108']);
  await time('whole, collate C', c, `select ${agg} from (select * from shared.roll s where ${where} order by student_number collate "C", school_code collate "C", stage collate "C") f`, (i) => [nums(i), null, '990108']);
  await time('whole, order number C', c, `select ${agg} from (select * from shared.roll s where ${where} order by student_number collate "C") f`, (i) => [nums(i), null, '990108']);
  await time('whole row', c, `select string_agg(student_number, ','), string_agg(b, ''::bytea) from (select *, uuid_send(poverty_registry_student)||uuid_send(subsistence_allowance_student)||uuid_send(disability_student)||array_send(poverty_registry_guardians || subsistence_allowance_guardians || disability_guardians) b from shared.roll s where ${where} order by student_number collate "C") f`, (i) => [nums(i), null, '990108']);
  await time('whole record_send', c, `select string_agg(record_send(f), ''::bytea) from (select student_number, stage, poverty_registry_student, subsistence_allowance_student, disability_student, poverty_registry_guardians , subsistence_allowance_guardians , disability_guardians from shared.roll s where ${where} order by student_number collate "C") f`, (i) => [nums(i), null, '990108']);
  await time('whole by numbers only', c, `select string_agg(student_number, ',') from (select * from shared.roll s where ${where} order by student_number collate "C") f`, (i) => [nums(i), null, '990108']);
  await time('insert access', c, `insert into access.record (txn, client, purpose, legal_basis, fields, student_numbers) values (gen_random_uuid(), 'c', 'p', 'l', '{a}', $1)`, (i) => [nums(i)]);
  await c.query('alter table access.record alter column student_numbers set storage external');
  await time('insert access external', c, `insert into access.record (txn, client, purpose, legal_basis, fields, student_numbers) values (gen_random_uuid(), 'c', 'p', 'l', '{a}', $1)`, (i) => [nums(i)]);
  try { await c.query('alter table access.record alter column student_numbers set storage extended; alter table access.record alter column student_numbers set compression lz4');
  await time('insert access lz4', c, `insert into access.record (txn, client, purpose, legal_basis, fields, student_numbers) values (gen_random_uuid(), 'c', 'p', 'l', '{a}', $1)`, (i) => [nums(i)]); } catch (e) { console.log(String(e)); }
});
await withClient(databases.databaseUrl('disability', 'owner'), async (c: any) => {
  const { rows: all } = await c.query(`select uuid_send(ref) r from register.assertion limit 30000`);
  const crypto = await import('node:crypto');
  const strangers = (n: number) => Array.from({ length: n }, () => crypto.randomBytes(16));
  const refs = (i: number, hits = 600, n = 6000) => uuids([...all.slice((i * hits) % 29000, (i * hits) % 29000 + hits).map((x: any) => x.r), ...strangers(n - hits)].sort(Buffer.compare));
  await time('unnest 6000', c, 'select count(*) from unnest($1::uuid[])', (i) => [refs(i)]);
  await time('insert access 6000', c, `insert into access.record (txn, client, purpose, legal_basis, fields, refs) values (gen_random_uuid(), 'c', 'p', 'l', '{a}', $1)`, (i) => [refs(i)]);
  const q = `select category, string_agg(uuid_send(ref),''::bytea) from register.assertion where ref = any($1::uuid[]) group by category`;
  await time('lookup 6000/600', c, q, (i) => [refs(i)]);
  await time('lookup 625/600', c, q, (i) => [refs(i, 600, 625)]);
  const st = `with recorded as (insert into access.record (txn, client, purpose, legal_basis, fields, refs)
    select q.txn, q.client, $3, q.legal_basis, $2::text[], ($1::uuid[])[q.first : q.last]
    from unnest($4::uuid[], $5::text[], $6::text[], $7::integer[], $8::integer[])
      as q (txn, client, legal_basis, first, last)),
  found as (
    select a.category, string_agg(uuid_send(a.ref), ''::bytea) as refs
    from shared.register r
    join shared.assertion a
      on a.ref = any (case when r.revision = $9::uuid then $10::uuid[] else $1::uuid[] end)
    group by a.category
  )
  select r.as_of::text as as_of, r.key_versions, r.revision, found.category, found.refs
  from shared.register r
  left join found on true
  order by found.category collate "C"`;
  const vals = (i: number) => [refs(i), ['a'], 'p', [crypto.randomUUID()], ['c'], ['l'], [1], [6000], rev, refs(i, 600, 625)];
  var { rows: [{ revision: rev }] } = await c.query('select revision from shared.register');
  await time('lookup case 625/600', c, `select a.category, string_agg(uuid_send(a.ref),''::bytea) from shared.register r join shared.assertion a on a.ref = any(case when r.revision = $3::uuid then $1::uuid[] else $2::uuid[] end) group by a.category`, (i) => [refs(i, 600, 625), refs(i), rev]);
  const two = st.replace("case when r.revision = $9::uuid then $10::uuid[] else $1::uuid[] end", "$10::uuid[] ").replace("from shared.register r\n    join shared.assertion a\n      on", "from shared.assertion a where");
  await time('lookup case 625/600 no bitmap', c, `select a.category, string_agg(uuid_send(a.ref),''::bytea) from shared.register r join shared.assertion a on a.ref = any(case when r.revision = $3::uuid then $1::uuid[] else $2::uuid[] end) group by a.category`, (i) => [refs(i, 600, 625), refs(i), rev]);
  await time('lookup union', c, `select a.category, string_agg(uuid_send(a.ref),''::bytea) from (select category, ref from shared.assertion where ref = any($1::uuid[]) union all select category, ref from shared.assertion where (select revision from shared.register) is distinct from $3::uuid and ref = any($2::uuid[])) a group by a.category`, (i) => [refs(i, 600, 625), refs(i), rev]);
  await time('insert by q', c, `insert into access.record (txn, client, purpose, legal_basis, fields, refs)
    select q.txn, q.client, $3, q.legal_basis, $2::text[], ($1::uuid[])[q.first : q.last]
    from unnest($4::uuid[], $5::text[], $6::text[], $7::integer[], $8::integer[])
      as q (txn, client, legal_basis, first, last)`, (i) => vals(i).slice(0, 8));
  await time('whole', c, st, vals);
  await time('whole simple', c, two.replace('$9::uuid','null::uuid').replaceAll('$10','$9'), (i) => { const v = vals(i); v.splice(8, 1); return v; });
  await c.query('alter table access.record alter column refs set storage external');
  await time('whole external', c, st, vals);
});
await postgres.stop();
