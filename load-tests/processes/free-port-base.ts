import { once } from 'node:events';
import { createServer } from 'node:net';
import { limits } from '../limits.ts';
import { LoadTestError } from '../load-test-error.ts';

const loopback = '127.0.0.1';

/**
 * A port from which all of `distances` are free at the moment, below the ports that systems hand out by themselves, where
 * a connection of anybody's could take one meanwhile.
 */
export async function freePortBase(distances: readonly number[]): Promise<number> {
  for (let attempt = 0; attempt < limits.portBaseAttempts; attempt += 1) {
    const base = 10_000 + Math.floor(Math.random() * 200) * 100;
    const free = await Promise.all(distances.map((distance) => isFree(base + distance)));
    if (free.every(Boolean)) return base;
  }
  throw new LoadTestError('no free ports between 10000 and 30000 were found: stop something, and try again');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, loopback);
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
