import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

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

export interface GatewayCpu {
  readonly answers: number;
  /** User and system. */
  readonly microseconds: number;
}

/** Connections that each ask the next request as soon as the last is answered. */
export interface GatewayLoad {
  readonly url: string;
  /** Of the gateway's process. */
  readonly pid: number;
  readonly token: string;
  readonly students: number;
  readonly connections: number;
}

async function ask({ url, token }: GatewayLoad, agent: Agent, body: string): Promise<void> {
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

/** What a gateway's process uses under a load. Throws at the first answer that is not whole: a refusal costs less. */
export async function measureGatewayCpu(load: GatewayLoad, seconds: number): Promise<GatewayCpu> {
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
