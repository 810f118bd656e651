import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { limits } from '../../limits.ts';
import { LoadTestError } from '../../load-test-error.ts';
import { documentId } from '../../questions/document-id.ts';
import { type Screening, screeningSchema } from './screening-answer.ts';

export interface ScreeningClientOptions {
  readonly gatewayUrl: string;
  /** A token that is good now: a screening may outlive one. */
  readonly token: () => string;
  readonly signal: AbortSignal;
}

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Screens as a school's system does, over the gateway's public interface and nothing else. */
export class ScreeningClient {
  /** HTTP requests so far: each that is not refused is a leaf of the audit log. */
  requests = 0;
  /** Answered with 503 and asked again: the system had too much to do. */
  refusals = 0;
  readonly #options: ScreeningClientOptions;

  constructor(options: ScreeningClientOptions) {
    this.#options = options;
  }

  create(): Promise<Screening> {
    return this.#ask('createScreening', documentId('create-screening.graphql'), {});
  }

  look(id: string): Promise<Screening> {
    return this.#ask('screening', documentId('screening.graphql'), { id });
  }

  async upload(url: string, file: string): Promise<void> {
    const body = Readable.toWeb(createReadStream(file));
    const response = await this.#send(url, {
      method: 'PUT',
      headers: { 'content-type': 'text/csv' },
      body,
      duplex: 'half',
    });
    await response.arrayBuffer();
  }

  async download(url: string, file: string): Promise<void> {
    const response = await this.#send(url, { headers: { accept: 'text/csv' } });
    if (response.body === null) throw new LoadTestError('the results are empty');
    await pipeline(Readable.fromWeb(response.body), createWriteStream(file));
  }

  async #ask(field: string, document: string, variables: object): Promise<Screening> {
    const response = await this.#send(`${this.#options.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: document, variables }),
    });
    const { data, errors } = answerSchema.parse(await response.json());
    const [error] = errors ?? [];
    if (error !== undefined) throw new LoadTestError(`${field}: ${error.message}`);
    return screeningSchema.parse(data?.[field]);
  }

  /** What is refused for the moment is sent again when it is told to, as a client does; an upload is not. */
  async #send(url: string, init: RequestInit): Promise<Response> {
    for (let tries = 1; ; tries += 1) {
      const response = await this.#sendOnce(url, init);
      if (response.ok) return response;
      const retryAfterSeconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      const said = (await response.text()).slice(0, 300);
      const mayRepeat = response.status === 503 && init.method !== 'PUT' && tries < limits.maxTriesOfRequest;
      if (!mayRepeat || !Number.isFinite(retryAfterSeconds)) {
        const { pathname } = new URL(url);
        throw new LoadTestError(
          `${init.method ?? 'GET'} ${pathname}: HTTP ${String(response.status)} ${said}`,
        );
      }
      this.refusals += 1;
      await sleep(retryAfterSeconds * 1_000, undefined, { signal: this.#options.signal });
    }
  }

  #sendOnce(url: string, init: RequestInit): Promise<Response> {
    const { token, signal } = this.#options;
    this.requests += 1;
    return fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token()}` }, signal });
  }
}
