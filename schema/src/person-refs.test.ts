import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPersonRef, isPersonRef } from './person-ref.ts';
import { countPersonRefs, formatPersonRefs, parsePersonRefs, personRefWords } from './person-refs.ts';

const version = fc.integer({ min: 1, max: 999_999_999 });
const person = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('many person refs in one text', () => {
  it('come back as they were written, and are counted by their length', () => {
    fc.assert(
      fc.property(version, fc.array(person, { maxLength: 50 }), (of, persons) => {
        const bytes = Buffer.concat(persons);
        const text = formatPersonRefs({ version: of, bytes });
        expect(parsePersonRefs(text)).toEqual({ version: of, bytes });
        expect(countPersonRefs(text)).toBe(persons.length);
      }),
    );
  });

  it('are, of one person, that person’s ref', () => {
    fc.assert(
      fc.property(version, person, (of, one) => {
        const hex = Buffer.from(one).toString('hex');
        const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
        expect(formatPersonRefs({ version: of, bytes: Buffer.from(one) })).toBe(formatPersonRef(of, uuid));
      }),
    );
  });

  it('take of texts for one person what a person ref takes, and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[012]{0,2}\.?[A-Za-z0-9_=+-]{21}[AQgwBx]\n?$/), (text) => {
        expect(parsePersonRefs(text) !== undefined).toBe(isPersonRef(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are the same words wherever they lie', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 5 }), fc.nat({ max: 8 }), (persons, offset) => {
        const bytes = Buffer.concat(persons);
        const elsewhere = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
        const words = personRefWords(elsewhere);
        expect(Buffer.from(words.buffer, words.byteOffset, words.byteLength)).toEqual(bytes);
      }),
    );
  });

  it.each([
    ['no version', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ['version 0', '0.AAAAAAAAAAAAAAAAAAAAAA'],
    ['half a person', '1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['bits that nothing reads', '1.AAAAAAAAAAAAAAAAAAAAAB'],
    ['padding', '1.AAAAAAAAAAAAAAAAAAAAAA=='],
    ['base64 of the other kind', '1.AAAAAAAAAA+AAAAAAAAAAA'],
    ['a blank between two persons', '1.AAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA'],
    ['no text', ''],
  ])('refuse %s', (_, text) => {
    expect(parsePersonRefs(text)).toBeUndefined();
  });
});
