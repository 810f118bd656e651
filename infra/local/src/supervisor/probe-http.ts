import { get } from 'node:http';

/** Asks a service for `GET /healthz` on a connection of its own; anything but a 200 is a failure. */
export function probeHttp(url: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(new URL('/healthz', url), { agent: false, signal }, (response) => {
      response.resume();
      if (response.statusCode === 200) response.once('end', resolve);
      else reject(new Error(`/healthz answered ${String(response.statusCode)}`));
    });
    request.once('error', reject);
  });
}
