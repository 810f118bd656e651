import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface OtlpSinkForTests extends AsyncDisposable {
  readonly url: string;
  /** Everything that came, headers too, byte by byte as characters and once more as hexadecimal digits. */
  received(): string;
  /** Whether it answers; one that does not holds every export until its time is over. */
  answers: boolean;
}

/** A collector that keeps what it is sent. */
export async function startOtlpSink(): Promise<OtlpSinkForTests> {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bodies.push(Buffer.from(`${String(request.url)} ${request.rawHeaders.join(' ')}\n`), body);
      if (sink.answers) response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sink: OtlpSinkForTests = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    received: () => {
      const all = Buffer.concat(bodies);
      return `${all.toString('latin1')}\n${all.toString('hex')}`;
    },
    answers: true,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return sink;
}
