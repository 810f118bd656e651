/**
 * CPU of the gateway per answer, the stitched lane against the compiled one, over the same agencies in one run:
 *
 *   npm run measure:lane-cpu -- [--seconds 8] [--lanes stitched,compiled] [--students 1,50] [--connections 32,128]
 *
 * The agencies are trivial and check nothing, so that the gateway is what is measured; token, mask, agency tokens and the
 * audit log are the real ones. CPU is what the kernel counts for the gateway's process (Linux), so that a busy machine
 * hardly matters; throughput and latency are not reported, since here they tell of the agencies.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    help: { type: 'boolean' },
    seconds: { type: 'string', default: '8' },
    lanes: { type: 'string', default: 'stitched,compiled' },
    students: { type: 'string', default: '1,50' },
    connections: { type: 'string', default: '32,128' },
  },
});
if (values.help) {
  process.stdout.write(`${readFileSync(new URL(import.meta.url), 'utf8').split('*/', 1)[0] ?? ''}*/\n`);
  process.exit();
}

interface Gateway {
  readonly lane: string;
  readonly url: string;
  readonly pid: number;
}

interface Started {
  readonly gateways: readonly Gateway[];
  readonly token: string;
}

const query = `query Class($numbers: [StudentNumber!]!) {
  householdStatuses(studentNumbers: $numbers) {
    __typename
    ... on HouseholdStatus {
      studentNumber
      povertyRegistry { answer asOf unknownReason }
      subsistenceAllowance { answer asOf unknownReason }
      disability { answer asOf unknownReason }
      orphan { answer asOf unknownReason }
      specialGroups
      complete
    }
  }
}`;

/** Numbers of its own for each connection, so that no two connections ask the same. */
function numbersOf(connection: number, students: number): string[] {
  return Array.from(
    { length: students },
    (_, index) => `J9901082000${String(connection).padStart(5, '0')}${String(index).padStart(3, '0')}`,
  );
}

interface Load extends Gateway {
  readonly token: string;
  readonly students: number;
  readonly connections: number;
}

async function ask({ url, token }: Load, agent: Agent, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  await new Promise<void>((resolve, reject) => {
    const asking = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode === 200 && !text.includes('UNKNOWN')) resolve();
        else reject(new Error(`HTTP ${String(response.statusCode)} ${text.slice(0, 300)}`));
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** Microseconds of CPU, user and system, that a process has used. The kernel counts in hundredths of a second. */
function cpuMicroseconds(pid: number): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function measure(load: Load, seconds: number): Promise<{ answers: number; microseconds: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const until = performance.now() + seconds * 1_000;
  let answers = 0;
  const before = cpuMicroseconds(load.pid);
  await Promise.all(
    Array.from({ length: load.connections }, async (_, connection) => {
      const body = JSON.stringify({ query, variables: { numbers: numbersOf(connection, load.students) } });
      while (performance.now() < until) {
        await ask(load, agent, body);
        answers += 1;
      }
    }),
  );
  const microseconds = cpuMicroseconds(load.pid) - before;
  agent.destroy();
  return { answers, microseconds };
}

const listOf = (text: string): string[] => text.split(',');
const lanes = fork(new URL('./lanes-under-load.ts', import.meta.url));
const { gateways, token } = await new Promise<Started>((resolve) => {
  lanes.once('message', (started) => {
    resolve(started as Started);
  });
});
const seconds = Number(values.seconds);
const chosen = gateways.filter(({ lane }) => listOf(values.lanes).includes(lane));
process.stdout.write('lane      students  connections  µs of gateway CPU per answer  answers per second\n');
for (const students of listOf(values.students).map(Number)) {
  for (const connections of listOf(values.connections).map(Number)) {
    for (const gateway of chosen) {
      const load = { ...gateway, token, students, connections };
      await measure(load, Math.max(5, seconds));
      const { answers, microseconds } = await measure(load, seconds);
      const cells = [
        gateway.lane.padEnd(9),
        String(students).padStart(8),
        String(connections).padStart(12),
        String(Math.round(microseconds / answers)).padStart(30),
        String(Math.round(answers / seconds)).padStart(19),
      ];
      process.stdout.write(`${cells.join(' ')}\n`);
      await sleep(500);
    }
  }
}
lanes.disconnect();
