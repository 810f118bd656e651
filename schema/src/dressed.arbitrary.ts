import * as fc from 'fast-check';

const BLANKS = [' ', '\t', '\u3000', '\u200b', '\ufeff', '\u00a0', '\n', '\u202d', '\u2009'];

/** A text as files dress it: blanks around and inside, small letters, full-width forms, an apostrophe in front. */
export function dressed(plain: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const blanks = fc.array(fc.constantFrom(...BLANKS), { maxLength: 2 }).map((list) => list.join(''));
  return plain.chain((text) =>
    fc
      .tuple(
        fc.constantFrom('', "'", '’', '‘', '＇'),
        blanks,
        fc.tuple(
          ...[...text].map((char) =>
            fc.tuple(
              fc.constantFrom(char, char.toLowerCase(), String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
              fc.oneof({ weight: 8, arbitrary: fc.constant('') }, { weight: 1, arbitrary: blanks }),
            ),
          ),
        ),
      )
      .map(([apostrophe, before, chars]) => before + apostrophe + chars.flat().join('')),
  );
}
