import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type AuditEntry, type AuditLog, type RequestEntry, SharedDeadlines } from '@hearthgate/audit-log';
import { withClient } from '@hearthgate/database';
import { measureOversight } from './measure-oversight.ts';
import { type DurableAuditLog, openDurableAuditLog } from './open-durable-audit-log.ts';

const help = `Measures the audit log on a Postgres of its own that waits for the disk (fsync on), in a temporary folder.

  npm run measure:audit-log -- [--seconds 20] [--rate 10000] [--leaves 10000000] [--write]

  --seconds N   how long events are offered
  --rate N      events offered a second, whether or not the earlier ones are done
  --leaves N    fill the log up to that many, measuring at each power of ten from 10000 on
  --write       write the report to load-tests/results/audit-log.md as well
`;

const { values: args } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '10000' },
    leaves: { type: 'string', default: '10000000' },
    write: { type: 'boolean', default: false },
  },
});

const lines: string[] = [];
const report = (line: string): void => {
  lines.push(line);
  process.stdout.write(`${line}\n`);
};
const progress = (text: string): void => void process.stderr.write(`${text}\n`);
const ms = (value: number): string => value.toFixed(2);
const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

function quantiles(times: readonly number[]): { p50: number; p99: number; p999: number; max: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

/** As the gateway has it, but that a measurement waits until the end. */
const deadlines = new SharedDeadlines();
const deadline = (): AbortSignal => deadlines.after(60_000);
const studentNumber = (n: number): string => `L${String(n).padStart(18, '0')}`;
/** Made beforehand: what is measured is the log, not its measurement. */
const uuids = Array.from({ length: 4_096 }, () => randomUUID());
const uuid = (n: number): string => uuids[n % uuids.length] ?? '';
const hashes = Array.from({ length: 8 }, () => randomBytes(32).toString('hex'));
const hashOf = (n: number): string => hashes[n % hashes.length] ?? '';
const fieldSets = [
  ['povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan', 'specialGroups', 'complete'],
  ['qualifies', 'studentNumber'],
  ['enrollment', 'studentNumber'],
  ['studentNumber', 'povertyRegistry', 'complete'],
];

/** As a school's request about one student is: 500 clients, four sets of fields, one refusal in a hundred, one rare field in 10,000. */
function event(n: number, students: readonly string[] = [studentNumber(n % 3_000_000)]): RequestEntry {
  const school = String(3_499_107_000 + (n % 500));
  const refused = n % 100 === 99;
  const fields = [...(fieldSets[n % fieldSets.length] ?? []), ...(n % 10_000 === 5_000 ? ['rareField'] : [])];
  return {
    kind: 'REQUEST',
    time: new Date(),
    txn: uuid(n),
    traceId: hashOf(n).slice(0, 32),
    outcome: refused ? 'FIELD_NOT_PERMITTED' : 'ANSWERED',
    httpStatus: refused ? 403 : 200,
    client: `school-${school}`,
    role: 'SCHOOL_AID_OFFICE',
    location: school,
    purpose: n % 5 === 0 ? 'FEE_WAIVER' : 'AID_ELIGIBILITY',
    legalBasis: '教财〔2018〕16号',
    assurance: 'dpop',
    document: hashOf(n),
    mask: hashOf(n + 1),
    policy: hashOf(0),
    fields,
    programs: [],
    disclosures: [{ fields: refused ? [] : fields, studentNumbers: students }],
    agencies: ['poverty-registry', 'subsistence-allowance', 'disability', 'orphans'].map((agency, index) => ({
      agency,
      txn: uuid(n * 4 + index),
      answered: true,
    })),
  };
}

/** Open loop: each event has its moment, and its time runs from then, however late the process comes to it. */
async function offer(log: AuditLog, rate: number, seconds: number): Promise<void> {
  const total = Math.round(rate * seconds);
  // Nothing that grows: a heap full of promises would make the measurement's own collections part of what is measured.
  const times = new Float64Array(total);
  let written = 0;
  let failed = 0;
  const all = Promise.withResolvers<undefined>();
  const settle = (): void => {
    if (written + failed === total) all.resolve(undefined);
  };
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - startedMs) / 1_000) * rate));
    for (; sent < due; sent += 1) {
      const dueMs = startedMs + (sent / rate) * 1_000;
      log.commit(event(sent), deadline()).then(
        () => {
          times[written] = performance.now() - dueMs;
          written += 1;
          settle();
        },
        () => {
          failed += 1;
          settle();
        },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await all.promise;
  const { user, system } = process.cpuUsage(cpu);
  const elapsedS = (performance.now() - startedMs) / 1_000;
  const { p50, p99, p999, max } = quantiles([...times.subarray(0, written)]);
  report(
    `| ${grouped(rate)} | ${grouped(written / elapsedS)} | ${String(failed)} | ${ms(p50)} | ${ms(p99)} | ${ms(p999)} | ${ms(max)} | ${((user + system) / total).toFixed(0)} |`,
  );
}

async function fill(log: AuditLog, from: number, to: number, make: (n: number) => AuditEntry): Promise<void> {
  // Two batches: one in flight, one waiting.
  const width = 2_000;
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < to) {
      const entry = make(next);
      next += 1;
      await log.commit(entry, deadline());
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}

async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const measured: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const startedMs = performance.now();
    await work();
    measured.push(performance.now() - startedMs);
  }
  return measured;
}

async function measureSize({ log }: DurableAuditLog, size: number, leavesPerSecond: number): Promise<void> {
  const single = quantiles(await times(500, () => log.commit(event(randomInt(3_000_000)), deadline())));
  await log.checkpoint();
  const prove = quantiles(await times(500, () => log.prove(randomInt(size))));
  report(
    `| ${grouped(size)} | ${grouped(leavesPerSecond)} | ${ms(single.p50)} | ${ms(single.p99)} | ${ms(prove.p50)} | ${ms(prove.p99)} |`,
  );
}

async function measureSearch({ log }: DurableAuditLog, size: number): Promise<void> {
  report(
    `\n## The newest 100 of ${grouped(size)} leaves\n\n| of | found | median (ms) | slowest (ms) |\n| --- | --- | --- | --- |`,
  );
  const newest = await log.search({ limit: 1 });
  const middle = await log.entry(Math.floor(size / 2));
  const last = newest.entries[0]?.recordedAt.getTime() ?? 0;
  const cases: Record<string, () => Promise<{ entries: readonly unknown[] }>> = {
    'the whole log': () => log.search({ limit: 100 }),
    'a client': () => log.search({ limit: 100, client: `school-${String(3_499_107_000 + randomInt(500))}` }),
    'a school': () => log.search({ limit: 100, school: String(3_499_107_000 + randomInt(500)) }),
    nobody: () => log.search({ limit: 100, client: 'nobody' }),
    'a purpose': () => log.search({ limit: 100, purpose: 'FEE_WAIVER' }),
    'a refusal': () => log.search({ limit: 100, outcome: 'FIELD_NOT_PERMITTED' }),
    'a range of time': () => log.search({ limit: 100, from: new Date(0), to: middle?.recordedAt }),
    'a client in a range of time': () =>
      log.search({ limit: 100, client: 'school-3499107007', from: new Date(0), to: middle?.recordedAt }),
    'a client and a purpose': () =>
      log.search({ limit: 100, client: 'school-3499107007', purpose: 'FEE_WAIVER' }),
    'a client and an outcome that it never had': () =>
      log.search({ limit: 100, client: 'school-3499107007', outcome: 'INTERNAL' }),
    'a client and the outcome of others': () =>
      log.search({ limit: 100, client: 'school-3499107007', outcome: 'FIELD_NOT_PERMITTED' }),
    'a purpose and the outcome of others': () =>
      log.search({ limit: 100, purpose: 'AID_ELIGIBILITY', outcome: 'INTERNAL' }),
    'a purpose that a school never used': () =>
      log.search({ limit: 100, school: '3499107001', purpose: 'FEE_WAIVER' }),
    'a school and a field of others': () =>
      log.search({ limit: 100, school: '3499107001', field: 'enrollment' }),
    'a purpose and a field of one in 10,000': () =>
      log.search({ limit: 100, purpose: 'FEE_WAIVER', field: 'rareField' }),
    'a purpose and a field that never go together': () =>
      log.search({ limit: 100, purpose: 'AID_ELIGIBILITY', field: 'rareField' }),
    'a field and the outcome of others': () =>
      log.search({ limit: 100, outcome: 'INTERNAL', field: 'studentNumber' }),
    'a refusal in a range of time': () =>
      log.search({ limit: 100, outcome: 'FIELD_NOT_PERMITTED', from: new Date(0), to: middle?.recordedAt }),
    'the last second': () => log.search({ limit: 100, from: new Date(last - 1_000) }),
    'a field that most have': () => log.search({ limit: 100, field: 'studentNumber' }),
    'a field that one in 10,000 has': () => log.search({ limit: 100, field: 'rareField' }),
    'a student (who saw)': () =>
      log.whoSaw({ limit: 100, studentNumber: studentNumber(randomInt(3_000_000)) }),
  };
  for (const [name, search] of Object.entries(cases)) {
    const found = (await search()).entries.length;
    const { p50, max } = quantiles(await times(20, search));
    report(`| ${name} | ${String(found)} | ${ms(p50)} | ${ms(max)} |`);
  }
}

async function measureScreening({ log, ownerUrl }: DurableAuditLog): Promise<void> {
  const students = Array.from({ length: 100_000 }, (_, n) => studentNumber(10_000_000 + n));
  const chunks = Array.from({ length: 50 }, (_, n) => students.slice(n * 2_000, (n + 1) * 2_000));
  const startedMs = performance.now();
  const receipts = await Promise.all(chunks.map((chunk, n) => log.commit(event(n * 100, chunk), deadline())));
  const elapsedMs = performance.now() - startedMs;
  let found = 0;
  const lookups: number[] = [];
  const lane = async (first: number): Promise<void> => {
    // A lookup takes milliseconds: one student in fifty, and all of them by their rows in the index.
    for (const student of students.filter((_student, n) => n % 200 === first * 50)) {
      const lookedMs = performance.now();
      const { entries } = await log.whoSaw({ limit: 1, studentNumber: student });
      lookups.push(performance.now() - lookedMs);
      found += entries.length;
    }
  };
  await Promise.all([0, 1, 2, 3].map(lane));
  const [row] = await withClient(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ bytes: string; indexed: string }>(
      `select pg_size_pretty(pg_database_size(current_database())) as bytes,
              (select count(distinct subject) from log.subject where index = any ($1)) as indexed`,
      [receipts.map(({ index }) => index)],
    );
    return rows;
  });
  report(
    `\n## A screening\n\n100,000 students in 50 leaves: ${grouped(elapsedMs)} ms, ${ms((elapsedMs * 1_000) / 100_000)} µs a student. In the index: ${grouped(Number(row?.indexed))}. Of ${grouped(lookups.length)} looked up by whoSaw, ${grouped(found)} were found, in ${ms(quantiles(lookups).p50)} ms each (median, four at once). The database is ${row?.bytes ?? ''} now.`,
  );
}

async function main(): Promise<void> {
  const [seconds, rate, leaves] = [Number(args.seconds), Number(args.rate), Number(args.leaves)];
  await using bench = await openDurableAuditLog();
  await bench.settle();
  report(
    `# The audit log, measured\n\nBy npm run measure:audit-log on ${String(cpus().length)} cores, which the log and its Postgres share; fsync on.\n`,
  );
  // Compiles and connects; the sizes below begin behind it.
  await fill(bench.log, 0, 5_000, event);
  report(
    '\n## By size\n\n| leaves | appended a second (closed loop) | one append, p50 (ms) | p99 (ms) | one proof, p50 (ms) | p99 (ms) |\n| --- | --- | --- | --- | --- | --- |',
  );
  let size = 0;
  for (let target = 10_000; target <= leaves; target *= 10) {
    const { entries } = await bench.log.search({ limit: 1 });
    size = (entries[0]?.index ?? -1) + 1;
    progress(`filling from ${grouped(size)} to ${grouped(target)}`);
    const startedMs = performance.now();
    await fill(bench.log, size, target, event);
    const perSecond = Math.max(0, target - size) / ((performance.now() - startedMs) / 1_000);
    size = Math.max(size, target);
    await measureSize(bench, size, perSecond);
  }
  await measureSearch(bench, size);
  await measureOversight({ bench, report, size });
  const columns =
    '| offered a second | written a second | failed | p50 (ms) | p99 (ms) | p99.9 (ms) | slowest (ms) | CPU of the log (µs an event) |';
  const rule = '| --- | --- | --- | --- | --- | --- | --- | --- |';
  report(
    `\n## From the moment an event is due to its being durable, for ${String(seconds)} s, behind ${grouped(leaves)} leaves\n\n${columns}\n${rule}`,
  );
  await bench.settle();
  await offer(bench.log, rate, seconds);
  await measureScreening(bench);
  if (args.write)
    writeFileSync(
      new URL('../../../../load-tests/results/audit-log.md', import.meta.url),
      `${lines.join('\n')}\n`,
    );
}

if (args.help) process.stdout.write(help);
else await main();
