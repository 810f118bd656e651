import type { RequestEntry } from '../audit-entry.ts';
import { limits } from '../limits.ts';
import type { RequestForm } from './request-form.ts';
import { hasTraits } from './request-traits.ts';

/** The forms of the leaves that were written, by client. Bounded: what is thrown away is made again. */
export class RequestForms {
  readonly #byClient = new Map<string, RequestForm[]>();
  #count = 0;

  find(entry: RequestEntry, keyVersion: number): RequestForm | undefined {
    return this.#byClient.get(entry.client)?.find(({ traits }) => hasTraits(entry, keyVersion, traits));
  }

  keep(form: RequestForm): void {
    if (this.#count >= limits.maxRequestForms) {
      this.#byClient.clear();
      this.#count = 0;
    }
    const { client } = form.traits;
    const forms = this.#byClient.get(client) ?? [];
    // Each screening has forms of its own, and is asked about no more once it is done.
    if (forms.length >= limits.maxRequestFormsPerClient) this.#count -= forms.splice(0).length;
    forms.push(form);
    this.#byClient.set(client, forms);
    this.#count += 1;
  }
}
