import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
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
  /** HTTP requests so far: each is a leaf of the audit log. */
  requests = 0;
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

  async #send(url: string, init: RequestInit): Promise<Response> {
    const { token, signal } = this.#options;
    this.requests += 1;
    const headers = { ...init.headers, authorization: `Bearer ${token()}` };
    const response = await fetch(url, { ...init, headers, signal });
    if (response.ok) return response;
    const said = (await response.text()).slice(0, 300);
    throw new LoadTestError(
      `${init.method ?? 'GET'} ${new URL(url).pathname}: HTTP ${String(response.status)} ${said}`,
    );
  }
}
