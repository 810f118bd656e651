/** What a command writes on; tests put their own there. */
export interface Paper {
  /** The result. */
  readonly print: (text: string) => void;
  /** What is not the result itself, a line. */
  readonly warn: (text: string) => void;
}

export const standardPaper: Paper = {
  print: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
};
