import type { IncomingMessage } from 'node:http';
import { limits } from '../limits.ts';

/** The fields of a form that was sent; `undefined` for anything else, for one that is too large and for one with a field twice. */
export async function readForm(request: IncomingMessage): Promise<ReadonlyMap<string, string> | undefined> {
  const [type] = (request.headers['content-type'] ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/x-www-form-urlencoded') return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.maxFormBytes) return undefined;
    chunks.push(chunk);
  }
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString('utf8'))) {
    if (fields.has(name)) return undefined;
    fields.set(name, value);
  }
  return fields;
}
