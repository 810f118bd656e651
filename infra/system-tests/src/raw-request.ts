import { request } from 'node:http';

export interface RawRequest {
  readonly url: string;
  /** Name and value by turns: a header may stand there twice, which `fetch` would join. */
  readonly headers: readonly string[];
  readonly body: string;
  /** Instead of the URL's own in the Host header. */
  readonly host?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** POSTs with the header lines exactly as given. */
export function rawRequest({ url, headers, body, host = new URL(url).host }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const first = ['host', host, 'content-length', String(Buffer.byteLength(body))];
    const sending = request(
      url,
      { method: 'POST', headers: [...first, ...headers], agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
