import type { Cell } from '@hearthgate/schema';

const SEEN = /[^\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069]/;

/** Nothing in it that anybody would see. */
export function isBlank(cell: Cell): boolean {
  return cell.text === '' || !SEEN.test(cell.text);
}
