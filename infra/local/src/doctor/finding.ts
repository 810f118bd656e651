/** One thing that was looked at. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  /** What was found and, where it is wrong, what to do; one line. */
  readonly says: string;
}

export const ok = (what: string, says: string): Finding => ({ what, ok: true, says });
export const problem = (what: string, says: string): Finding => ({ what, ok: false, says });
