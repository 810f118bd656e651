/** Blanks of every kind, and what copying brings along unseen: zero-width and direction marks, soft hyphens. */
const UNSEEN = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069]+/g;

/** A text as it is compared with a word: no blanks, no full-width forms, small letters. */
export function bareText(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, '').toLowerCase();
}
