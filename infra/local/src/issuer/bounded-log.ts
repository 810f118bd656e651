export interface BoundedLogOptions {
  readonly write: (line: string) => void;
  readonly maxLinesPerMinute: number;
  readonly now?: () => number;
}

export type Log = (entry: Readonly<Record<string, unknown>>) => void;

/**
 * One JSON line an entry, at most so many a minute: whoever can be refused can be refused without end, and a log that
 * fills the disk takes the audit log's Postgres with it. What was left out is counted in the next minute's first line.
 *
 * Does not check what an entry holds: callers name clients and error codes, never a person.
 */
export function boundedLog({ write, maxLinesPerMinute, now = Date.now }: BoundedLogOptions): Log {
  let minute = 0;
  let lines = 0;
  let leftOut = 0;
  return (entry) => {
    const time = now();
    if (Math.floor(time / 60_000) !== minute) {
      minute = Math.floor(time / 60_000);
      lines = 0;
    }
    lines += 1;
    if (lines > maxLinesPerMinute) {
      leftOut += 1;
      return;
    }
    const count = leftOut > 0 ? { leftOut } : {};
    leftOut = 0;
    write(
      `${JSON.stringify({ time: new Date(time).toISOString(), service: 'issuer', ...entry, ...count })}\n`,
    );
  };
}
