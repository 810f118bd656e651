import { connect } from 'node:net';

// SSLRequest of the Postgres protocol: length 8, code 80877103. Needs no user, and leaves no failed login in the log.
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** Resolves when a Postgres server speaks on this port: a frozen one still has its connections taken by the kernel. */
export function probePostgres(port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', signal });
    socket.once('connect', () => socket.write(sslRequest));
    socket.once('data', () => {
      resolve();
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new Error('Postgres closed the connection'));
    });
  });
}
