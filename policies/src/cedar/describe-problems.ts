import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';

/**
 * Cedar's findings in one line, each with the line of the text it points at. Without a text its places are left out:
 * the validator's are places in a single policy, which is named instead.
 */
export function describeProblems(errors: readonly DetailedError[], text?: string): string {
  return errors.map((error) => describe(error, text)).join('; ');
}

function describe({ message, help, sourceLocations }: DetailedError, text: string | undefined): string {
  const at = sourceLocations?.[0]?.start;
  const line = text === undefined || at === undefined ? '' : `line ${String(lineOf(text, at))}: `;
  const hint = help === null || help === undefined ? '' : ` (${help})`;
  return `${line}${message}${hint}`.replaceAll(/for policy `[^`]*`[,:] /g, '').replaceAll(/\s+/g, ' ');
}

/** Cedar counts bytes of UTF-8, and agreements are written in Chinese too. */
function lineOf(text: string, byteOffset: number): number {
  return Buffer.from(text).subarray(0, byteOffset).toString('latin1').split('\n').length;
}
