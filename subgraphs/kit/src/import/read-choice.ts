import type { Cell } from '@hearthgate/schema';

export type Choice<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string };

const UNSEEN = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

/** One of the words that a register knows, blanks aside. The reason names the words and does not repeat the cell. */
export function readChoice<Value>(cell: Cell, choices: Readonly<Record<string, Value>>): Choice<Value> {
  const word = cell.text.normalize('NFKC').replace(UNSEEN, '');
  // `hasOwn`: a cell may read `constructor`.
  const value = Object.hasOwn(choices, word) ? choices[word] : undefined;
  if (value !== undefined) return { ok: true, value };
  const known = Object.keys(choices).join(', ');
  return {
    ok: false,
    reason: word === '' ? `empty: one of ${known} is needed` : `unknown: not one of ${known}`,
  };
}
