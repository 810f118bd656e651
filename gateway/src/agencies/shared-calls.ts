import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AgencyTokenRequester } from '@hearthgate/schema';
import type { CallSlots } from './call-slots.ts';
import type { GatewaySpan } from '../telemetry/gateway-span.ts';
import { OpenCall } from './open-call.ts';
import type { Patience } from './patience.ts';

/** One request's part in a call. */
export interface Share {
  /** Whom the request asks about, all of them: refs, one or many in a text, or student numbers. */
  readonly refs: readonly string[];
  /** How many they are. */
  readonly subjects: number;
  readonly requester: AgencyTokenRequester;
  /** The most that the requester takes in a token, as JSON. */
  readonly requesterBytes: number;
  readonly patience: Patience;
  /** Of the stage that waits, where the request is sampled. */
  readonly span?: GatewaySpan | undefined;
}

export interface SharedCallsOptions<Question, Answer> {
  /** Tells the questions apart that go to one agency. */
  readonly name: string;
  /** Of the agency. */
  readonly slots: CallSlots;
  /**
   * Makes one call for all shares; gives the answer to each, in their order, or throws for all. The signal aborts when
   * nobody waits any more.
   */
  readonly call: (
    question: Question,
    shares: readonly Share[],
    signal: AbortSignal,
  ) => Promise<readonly Answer[]>;
}

/**
 * Batches while busy: while a question is under way to an agency, the requests that ask the same meanwhile share the next
 * call (`CallSlots`). Idle, a question goes out in the same turn of the event loop: no timer waits for company.
 *
 * This is no cache. A share is one request's whole list and is never merged with another's; the dataloader's own cache is
 * off, and a loader is gone with its call. A request that stopped waiting before the call went out is not in it.
 */
export class SharedCalls<Question, Answer> {
  readonly #options: SharedCallsOptions<Question, Answer>;
  readonly #open = new Map<string, OpenCall<Answer>>();

  constructor(options: SharedCallsOptions<Question, Answer>) {
    this.#options = options;
  }

  /**
   * Asks for one request. Requests share a call only under the same `key`, which must tell apart whatever a call does:
   * what is asked, for which purpose, under which policies, of whose roll.
   */
  ask(key: string, question: Question, share: Share): Promise<Answer> {
    const { slots } = this.#options;
    const answer = this.#open.get(key)?.join(share) ?? this.#begin(key, question).join(share);
    if (answer === undefined) throw new Error('a share that no call has room for');
    slots.advance();
    return answer;
  }

  #begin(key: string, question: Question): OpenCall<Answer> {
    let calling: Promise<unknown> = Promise.resolve();
    const start = async (send: () => void): Promise<void> => {
      await nextTurn();
      if (this.#open.get(key) === open) this.#open.delete(key);
      send();
      open.close();
      // Those who wait hear of a failure from the loader.
      await calling.catch(() => undefined);
    };
    const { slots, name } = this.#options;
    const open = new OpenCall<Answer>({
      answer: (shares) => {
        const answers = this.#call(question, shares);
        calling = answers;
        return answers;
      },
      schedule: (send) => {
        slots.enter({ kind: `${name} ${key}`, isFull: () => open.isFull, start: () => start(send) });
      },
    });
    this.#open.set(key, open);
    return open;
  }

  async #call(question: Question, shares: readonly Share[]): Promise<(Answer | Error)[]> {
    const waiting = shares.filter(({ patience }) => !patience.over);
    const gone = new Error('nobody waits for this any more');
    if (waiting.length === 0) return shares.map(() => gone);
    const answers = await this.#options.call(question, waiting, whenAllAreGone(waiting));
    if (answers.length !== waiting.length) throw new Error('a call answered another number of shares');
    const given = answers.values();
    const here = new Set(waiting);
    // Not `?? gone`: an answer may be null.
    return shares.map((share) => {
      const next = here.has(share) ? given.next() : undefined;
      return next === undefined || next.done === true ? gone : next.value;
    });
  }
}

/** Aborts once the last of those who wait has stopped; one that stops earlier takes nothing from the others. */
function whenAllAreGone(shares: readonly Share[]): AbortSignal {
  const everybody = new AbortController();
  let waiting = shares.length;
  for (const { patience } of shares) {
    patience.whenOver(() => {
      waiting -= 1;
      if (waiting === 0) everybody.abort();
    });
  }
  return everybody.signal;
}
