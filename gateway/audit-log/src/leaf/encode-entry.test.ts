import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditEntry, Disclosure } from '../audit-entry.ts';
import { entryForTests } from '../entry-for-tests.ts';
import { encodeEntry } from './encode-entry.ts';
import { parseLeaf } from './parse-leaf.ts';
import { resemblesIdentityNumber } from './resembles-identity-number.ts';
import { toLeaf } from './to-leaf.ts';
import { writeLeaf } from './write-leaf.ts';

const pseudonyms = {
  version: 3,
  pseudonymOf: (studentNumber: string) =>
    createHash('sha256').update(studentNumber).digest().subarray(0, 16).toString('base64url'),
};
const encode = (entry: AuditEntry): string => encodeEntry(entry, pseudonyms).bytes.toString();

const fieldSets = fc.subarray(['complete', 'disability', 'enrollment', 'orphan', 'qualifies']);
const students = fc.nat(30).map((n) => `L${String(n).padStart(18, '0')}`);
const disclosures: fc.Arbitrary<Disclosure[]> = fc.array(
  fc.record({ fields: fieldSets, studentNumbers: fc.array(students, { maxLength: 8 }) }),
  { maxLength: 6 },
);
const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

/** One entry told in two ways: another order, repeats, groups split in two. */
const toldTwice = disclosures.chain((given) => {
  const split = given.flatMap(({ fields, studentNumbers }) => [
    { fields: [...fields].reverse(), studentNumbers: studentNumbers.slice(0, 3) },
    { fields: [...fields, ...fields], studentNumbers: [...studentNumbers].reverse() },
  ]);
  return shuffled(split).map((other) => [given, other] as const);
});

describe('canonical form', () => {
  test('one entry has one form, in whatever order and groups it is told', () => {
    const told = entryForTests();
    fc.assert(
      fc.property(toldTwice, ([one, other]) => {
        expect(encode({ ...told, disclosures: other })).toBe(encode({ ...told, disclosures: one }));
      }),
    );
  });

  test('what was written is read as it was', () => {
    fc.assert(
      fc.property(disclosures, fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), (given, text) => {
        fc.pre(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(text) && !resemblesIdentityNumber(text));
        const entry = entryForTests({ disclosures: given, legalBasis: text });
        const { bytes } = encodeEntry(entry, pseudonyms);
        expect(parseLeaf(bytes)).toEqual(toLeaf(entry, pseudonyms));
        expect(writeLeaf(parseLeaf(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });

  test('it is the one that another implementation of RFC 8785 writes, names and words of any script included', () => {
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(disclosures, words, (given, text) => {
        fc.pre(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(text) && !resemblesIdentityNumber(text));
        const written = encode(entryForTests({ disclosures: given, legalBasis: text }));
        expect(written).toBe(canonicalize(JSON.parse(written)));
      }),
    );
    const filter = { to: '2026', from: '教财', b10: 'x', b9: 'y', B: 'z' };
    const now = new Date(0);
    const review: AuditEntry = {
      ...entryForTests(),
      ...{ kind: 'REVIEW', operations: ['search'], filter, studentNumbers: [], results: 0, time: now },
    };
    const counts = { RATE_LIMITED: 2, AUDIT_UNAVAILABLE: 1 };
    const caller = { network: '*' };
    for (const entry of [
      review,
      { kind: 'REFUSALS', time: now, from: now, to: now, caller, counts } as const,
    ]) {
      const written = encode(entry);
      expect(written).toBe(canonicalize(JSON.parse(written)));
    }
  });

  test('a leaf in any other form is refused', () => {
    const { bytes } = encodeEntry(entryForTests(), pseudonyms);
    const text = bytes.toString();
    expect(parseLeaf(bytes)).toMatchObject({ kind: 'REQUEST' });
    const refused = (other: string): void => {
      expect(() => parseLeaf(Buffer.from(other))).toThrow(/not (a leaf|in canonical form)/);
    };
    refused(text.replace('{', '{ '));
    refused(JSON.stringify({ txn: '', ...(JSON.parse(text) as object) }));
    refused(text.replace('"httpStatus":200', '"httpStatus":2e2'));
    refused(text.replace('ANSWERED', '\\u0041NSWERED'));
    refused(text.replace('["disability","orphan"]', '["orphan","disability"]'));
    refused(text.slice(0, -1));
  });
});

describe('grouping', () => {
  test('everybody stands once in the group of each set of fields that was disclosed of them, and nowhere else', () => {
    fc.assert(
      fc.property(disclosures, (given) => {
        const told = new Set(
          given.flatMap(({ fields, studentNumbers }) =>
            studentNumbers.map((student) => `${fields.join(' ')}: ${pseudonyms.pseudonymOf(student)}`),
          ),
        );
        const leaf = toLeaf(entryForTests({ disclosures: given }), pseudonyms);
        if (leaf.kind !== 'REQUEST') throw new Error('another kind');
        const written = leaf.disclosures.flatMap(({ fields, subjects }) =>
          subjects.map((subject) => `${fields.join(' ')}: ${subject}`),
        );
        expect(written.toSorted()).toEqual([...told].sort());
        expect(new Set(leaf.disclosures.map(({ fields }) => fields.join(' '))).size).toBe(
          leaf.disclosures.length,
        );
      }),
    );
  });

  test('a student of two groups is one subject', () => {
    const studentNumbers = ['L000000000000000001'];
    const given = [
      { fields: ['orphan'], studentNumbers },
      { fields: ['disability'], studentNumbers },
    ];
    const { subjects, bytes } = encodeEntry(entryForTests({ disclosures: given }), pseudonyms);
    expect(subjects).toHaveLength(1);
    expect(parseLeaf(bytes)).toMatchObject({
      disclosures: [{ fields: ['disability'] }, { fields: ['orphan'] }],
    });
  });
});

describe('an entry that does not fit', () => {
  test.each<[string, Partial<ReturnType<typeof entryForTests>>]>([
    ['outcome', { outcome: 'answered' }],
    ['txn', { txn: 'x' }],
    ['traceId', { traceId: 'F'.repeat(32) }],
    ['legalBasis', { legalBasis: 'a line\nand another' }],
    ['legalBasis', { legalBasis: 'right\u202eto left' }],
    ['legalBasis', { legalBasis: '' }],
    ['client', { client: 'x'.repeat(201) }],
    ['caseRef', { caseRef: 'of 110105199001011234' }],
    ['caseRef', { caseRef: 'G11010519900101123X' }],
    ['disclosures.0.fields.0, fields.0', { fields: ['a field'] }],
    ['httpStatus', { httpStatus: 200.5 }],
  ])('%s is named and not repeated', (member, told) => {
    expect(() => encode(entryForTests(told))).toThrow(
      expect.objectContaining({
        name: 'TypeError',
        message: expect.stringMatching(new RegExp(`: ${member}\\b`)) as string,
      }),
    );
  });

  test('a number that is no student number is refused, and not repeated', () => {
    const disclosed = [{ fields: [], studentNumbers: ['l000000000000000001'] }];
    expect(() => encode(entryForTests({ disclosures: disclosed }))).toThrow(/^audit log: [^\d]*$/);
  });

  test('2,000 subjects fit, one more does not', () => {
    const of = (count: number): Disclosure[] => [
      {
        fields: ['orphan'],
        studentNumbers: Array.from({ length: count }, (_, n) => `L${String(n).padStart(18, '0')}`),
      },
    ];
    expect(encodeEntry(entryForTests({ disclosures: of(2_000) }), pseudonyms).subjects).toHaveLength(2_000);
    expect(() => encode(entryForTests({ disclosures: of(2_001) }))).toThrow(/disclosures/);
  });
});
