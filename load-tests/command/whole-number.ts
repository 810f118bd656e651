export interface WholeNumberOptions {
  readonly option: string;
  readonly text: string;
  readonly least: number;
  readonly most: number;
}

/** A number from the command line. Throws a RangeError that names the option. */
export function wholeNumber({ option, text, least, most }: WholeNumberOptions): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new RangeError(`${option}: a whole number from ${String(least)} to ${String(most)}`);
  }
  return value;
}
