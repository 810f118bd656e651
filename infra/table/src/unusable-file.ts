/**
 * A file that cannot be read as the table that is wanted. The message is one line, names the file and says what to do; it
 * repeats nothing of what is in the file.
 */
export class UnusableFile extends Error {
  readonly code = 'UNUSABLE_FILE';
  readonly file: string;
  /** The message without the file's name. */
  readonly problem: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    // A file's name may hold a line break, and the message is one line in a log.
    super(`${file.replace(/\p{Cc}+/gu, ' ')}: ${problem}`, options);
    this.name = 'UnusableFile';
    this.file = file;
    this.problem = problem;
  }
}
