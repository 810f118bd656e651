import DataLoader from 'dataloader';
import { limits } from '../limits.ts';
import type { Share } from './shared-calls.ts';

export interface OpenCallOptions<Answer> {
  /** Answers all shares, in their order. */
  readonly answer: (shares: readonly Share[]) => Promise<(Answer | Error)[]>;
  /** Called once, when there is a share: `send` makes the call. */
  readonly schedule: (send: () => void) => void;
}

/** A call to an agency that requests may still join. */
export class OpenCall<Answer> {
  #loader: DataLoader<Share, Answer> | undefined;
  #isFull = false;
  #shares = 0;
  #subjects = 0;
  #requesterBytes = 0;

  constructor({ answer, schedule }: OpenCallOptions<Answer>) {
    this.#loader = new DataLoader(answer, { cache: false, batchScheduleFn: schedule });
  }

  /** Whether one that came had no room in it. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** What the call says to this share; `undefined` where there is no room for it. */
  join(share: Share): Promise<Answer> | undefined {
    if (!this.#loader || !this.#hasRoom(share)) {
      this.#isFull = true;
      return undefined;
    }
    this.#shares += 1;
    this.#subjects += share.subjects;
    this.#requesterBytes += share.requesterBytes;
    return this.#loader.load(share);
  }

  /** Nobody joins any more. Lets go of all shares and answers, which a `Map` may else keep alive (docs/decisions/0049). */
  close(): void {
    this.#loader = undefined;
  }

  /** One alone has room, however large it is. */
  #hasRoom(share: Share): boolean {
    return (
      this.#shares === 0 ||
      (this.#shares < limits.maxRequestersPerAgencyCall &&
        this.#subjects + share.subjects <= limits.maxRefsPerSharedCall &&
        this.#requesterBytes + share.requesterBytes <= limits.maxRequesterBytesPerCall)
    );
  }
}
