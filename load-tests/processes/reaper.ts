import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process of its own that outlives the runner: reads `watch PID`, `forget PID` and `remove FOLDER` from its standard
 * input. When that ends, however the runner ended, it stops the process groups that are still watched and then removes
 * the folders.
 */
const patienceMs = 20_000;
const pollEveryMs = 100;
const watched = new Set<number>();
const folders: string[] = [];

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

async function end(group: number): Promise<void> {
  // The leader alone is asked: a supervisor stops its services in order.
  signal(group, 'SIGCONT');
  signal(group, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < patienceMs && signal(group, 0); waitedMs += pollEveryMs)
    await sleep(pollEveryMs);
  signal(-group, 'SIGKILL');
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [word = '', argument = ''] = line.split(/ (.*)/s);
  if (word === 'watch') watched.add(Number(argument));
  if (word === 'forget') watched.delete(Number(argument));
  if (word === 'remove') folders.push(argument);
}
await Promise.all([...watched].map(end));
for (const folder of folders)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
