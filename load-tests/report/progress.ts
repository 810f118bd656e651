/** Tells whoever waits what is going on, a line each, on standard error: standard output is the result's. */
export interface Progress {
  line(text: string): void;
  /** For something of a known length: tells at once, and then every ten seconds how far it is. */
  seconds(name: string, total: number): (passed: number) => void;
}

const tellEverySeconds = 10;

export function makeProgress(write: (text: string) => void): Progress {
  const startedAt = performance.now();
  const line = (text: string): void => {
    const passed = Math.round((performance.now() - startedAt) / 1_000);
    write(`${String(passed).padStart(5)} s  ${text}\n`);
  };
  return {
    line,
    seconds: (name, total) => {
      let told = -tellEverySeconds;
      return (passed) => {
        if (passed - told < tellEverySeconds || passed > total) return;
        told = passed;
        line(`${name} ${String(passed)}/${String(Math.round(total))} s`);
      };
    },
  };
}
