import { connect } from 'node:net';

/** A `--port-base` on whose ports nobody listens at the moment. */
export async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 20_000 + Math.floor(Math.random() * 10_000);
    const taken = await Promise.all(
      [0, 1, 2, 3, 4, 11, 12, 13, 14, 15, 90].map((offset) => listens(base + offset)),
    );
    if (!taken.includes(true)) return base;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
