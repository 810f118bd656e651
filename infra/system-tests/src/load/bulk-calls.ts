/**
 * What a student costs in calls to agencies when many are asked about at once: CPU of the gateway's side, of each agency
 * and of Postgres, a chunk of a roster at a time through the compiled lane:
 *
 *   npm run measure:bulk-calls -- [--students 100000] [--people 200000] [--chunk 2000] [--seconds 10] [--write]
 *
 *   --students N   on the roll, each with two guardians
 *   --people N     on each register; one in ten of the students' households among them
 *   --chunk N      students asked about at once
 *   --profile DIR  write a CPU profile of each agency there
 *   --write        write the report to load-tests/results/bulk-calls.md as well
 *
 * The agencies are real ones, as processes, over a Postgres that does not wait for the disk. No client, no audit log: the
 * lane is called in this process. CPU is what the kernel counts (Linux), so that a busy machine hardly matters.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import {
  compiledLane,
  deriveAnswers,
  makePublicSchema,
  requestAuthority,
  requestTxns,
} from '@hearthgate/gateway/lanes';
import { maskFields } from '@hearthgate/policies';
import { projectPolicies } from '@hearthgate/policies/testing';
import { AGENCIES } from '@hearthgate/schema';
import { getOperationAST, parse } from 'graphql';
import { studentNumberAt } from './fill-agencies.ts';
import { processCpu, processTreeCpu } from './process-cpu.ts';
import { startFilledAgencies } from './start-filled-agencies.ts';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    students: { type: 'string', default: '100000' },
    people: { type: 'string', default: '200000' },
    chunk: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '10' },
    profile: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${readFileSync(new URL(import.meta.url), 'utf8').split('*/', 1)[0] ?? ''}*/\n`);
  process.exit();
}

const students = Number(values.students);
const chunk = Number(values.chunk);
const { profile } = values;
await using agencies = await startFilledAgencies({
  students,
  people: Number(values.people),
  flagsOf: (agency) =>
    profile === undefined
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${agency}.cpuprofile`],
});

const publicSchema = makePublicSchema();
const onDate = '2026-11-01';
const document = parse(`query ($numbers: [StudentNumber!]!) { householdStatuses(studentNumbers: $numbers) {
  __typename ... on HouseholdStatus { studentNumber povertyRegistry { answer asOf unknownReason }
  subsistenceAllowance { answer asOf unknownReason } disability { answer asOf unknownReason }
  orphan { answer asOf unknownReason } specialGroups complete } } }`);
const asker = { role: 'AID_CENTER', purpose: 'AID_ELIGIBILITY', assurance: 'bearer' } as const;
function given<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('the question is not permitted');
  return value;
}
const operation = given(getOperationAST(document));
const mask = given(maskFields(projectPolicies(), publicSchema, asker));
const lane = compiledLane({ publicSchema, ask: agencies.caller.ask });

const cpu = { plan: 0, calls: 0, derive: 0 };
const spentSince = ({ user, system }: NodeJS.CpuUsage): number => {
  const now = process.cpuUsage();
  return now.user + now.system - user - system;
};

async function askChunk(first: number): Promise<void> {
  const numbers = Array.from({ length: chunk }, (_, at) => studentNumberAt(((first + at) % students) + 1));
  let before = process.cpuUsage();
  const planned = lane.plan({ document, operation, mask, variables: { numbers }, onDate });
  if ('refusedFields' in planned) throw new Error('the question is not permitted');
  const grant = { ...asker, client: 'measure', legalBasis: 'MEASURE', bounds: { divisionCode: '990108' } };
  const authority = requestAuthority({ grant, mask, document: '0'.repeat(64), txns: requestTxns() });
  cpu.plan += spentSince(before);
  before = process.cpuUsage();
  const { plan } = planned;
  const evidence = await lane.fetchEvidence({ plan, authority, deadline: AbortSignal.timeout(60_000) });
  cpu.calls += spentSince(before);
  before = process.cpuUsage();
  const { data } = await planned.project(deriveAnswers(plan, evidence, onDate));
  cpu.derive += spentSince(before);
  const answers = data?.['householdStatuses'] as { complete?: boolean }[];
  if (!answers.every(({ complete }) => complete === true)) throw new Error('an answer is not complete');
}

let asked = 0;
async function askFor(seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    await askChunk(asked);
    asked += chunk;
  }
}

const processes = (): Record<string, number> => ({
  ...Object.fromEntries(AGENCIES.map((agency) => [agency, processCpu(agencies.pids[agency])])),
  Postgres: processTreeCpu(agencies.pids.postgres),
});
await askFor(Math.max(5, Number(values.seconds) / 2));
const before = processes();
Object.assign(cpu, { plan: 0, calls: 0, derive: 0 });
asked = 0;
const startedAt = performance.now();
await askFor(Number(values.seconds));
const wallUs = (performance.now() - startedAt) * 1_000;
const after = processes();

const rows: [string, number][] = [
  ['gateway: planning', cpu.plan],
  ['gateway: calls and evidence', cpu.calls],
  ['gateway: deriving and projecting', cpu.derive],
  ...Object.keys(after).map((name): [string, number] => [name, (after[name] ?? 0) - (before[name] ?? 0)]),
];
const total = rows.reduce((sum, [, us]) => sum + us, 0);
const lines = [
  '# What a student costs in bulk calls',
  '',
  `${String(students)} students with two guardians each on the roll, ${values.people} people on each register; chunks of ${String(chunk)}, one after the other; ${String(asked)} students asked about. Node ${process.version}, ${cpus()[0]?.model ?? ''}.`,
  '',
  '| where | µs of CPU per student |',
  '| --- | --- |',
  ...[...rows, ['all', total] as const].map(([name, us]) => `| ${name} | ${(us / asked).toFixed(2)} |`),
  '',
  `Wall time, with nothing else to do meanwhile: ${(wallUs / asked).toFixed(2)} µs a student.`,
  '',
];
process.stdout.write(lines.join('\n'));
if (values.write) {
  const file = new URL('../../../../load-tests/results/bulk-calls.md', import.meta.url);
  writeFileSync(file, lines.join('\n'));
}
