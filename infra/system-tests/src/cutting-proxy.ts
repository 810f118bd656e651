import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  /** The next request that is longer than the first of these bytes is cut there, the next again at the second… */
  readonly cutsUpwards: number[];
  /** The same of answers. */
  readonly cutsDownwards: number[];
}

/** A network between a client and a server that breaks in the middle of what is sent: the bytes before the cut arrive. */
export async function startCuttingProxy(serverUrl: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(serverUrl);
  const cutsUpwards: number[] = [];
  const cutsDownwards: number[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    const both = [client, server];
    for (const socket of both) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const other of both) other.destroy();
        sockets.delete(socket);
      });
    }
    const upwards = { passed: 0 };
    const downwards = { passed: 0 };
    forward({ from: client, to: server, cuts: cutsUpwards, counted: upwards, answered: downwards });
    forward({ from: server, to: client, cuts: cutsDownwards, counted: downwards, answered: upwards });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`,
    cutsUpwards,
    cutsDownwards,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

interface ForwardOptions {
  readonly from: Socket;
  readonly to: Socket;
  readonly cuts: number[];
  /** Bytes of this message: from the other side's last to its next. */
  readonly counted: { passed: number };
  readonly answered: { passed: number };
}

function forward({ from, to, cuts, counted, answered }: ForwardOptions): void {
  from.on('data', (bytes) => {
    const [limit] = cuts;
    answered.passed = 0;
    counted.passed += bytes.length;
    if (limit === undefined || counted.passed <= limit) {
      if (!to.write(bytes)) from.pause();
      return;
    }
    cuts.shift();
    to.write(bytes.subarray(0, bytes.length - (counted.passed - limit)), () => {
      from.destroy();
      to.destroy();
    });
  });
  to.on('drain', () => from.resume());
  from.on('end', () => to.end());
}
