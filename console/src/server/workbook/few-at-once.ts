import { ConsoleError } from '../../errors.ts';

/** Runs work while fewer than so many are under way, and refuses it otherwise (`RATE_LIMITED`): each takes disk and processor. */
export function fewAtOnce(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  return async (work) => {
    if (running >= most) {
      throw new ConsoleError('RATE_LIMITED', 'several workbooks are being read: try again in a minute');
    }
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
