import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalError } from '../errors.ts';

export interface CheckPortsOptions {
  readonly ports: ReadonlyMap<string, number>;
  /** How long to wait for taken ports, where the services of a killed supervisor may just be ending. */
  readonly patienceMs: number;
}

/** Throws `PORT_TAKEN`, naming the first port that another program listens on. */
export async function checkPorts({ ports, patienceMs }: CheckPortsOptions): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (const [service, port] of ports) {
    while (await isTaken(port)) {
      if (performance.now() >= deadline) {
        throw new LocalError(
          'PORT_TAKEN',
          `port ${port} (${service}) is taken by another program: end it, or choose other ports with --port-base`,
        );
      }
      await delay(100);
    }
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(false);
      });
    });
  });
}
