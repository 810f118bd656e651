import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Disclosure, RequestEntry } from '../audit-entry.ts';
import { entryForTests } from '../entry-for-tests.ts';
import { checkedLeaf } from './checked-leaf.ts';
import { encodeEntry } from './encode-entry.ts';
import { requestFormKey } from './request-form.ts';
import { toLeaf } from './to-leaf.ts';
import { writeLeaf } from './write-leaf.ts';

const pseudonyms = {
  version: 3,
  pseudonymOf: (studentNumber: string) =>
    createHash('sha256').update(studentNumber).digest().subarray(0, 16).toString('base64url'),
};

const names = fc.subarray(['complete', 'disability', 'enrollment', 'orphan', 'qualifies']);
const student = fc.nat(30).map((n) => `L${String(n).padStart(18, '0')}`);
const disclosures: fc.Arbitrary<Disclosure[]> = fc.array(
  fc.record({ fields: names, studentNumbers: fc.array(student, { maxLength: 4 }) }),
  { maxLength: 4 },
);
/** Words that a key without lengths would take for others, and JSON's own signs. */
const word = fc.array(fc.constantFrom('a', '1', ';', ':', ',', '"', '\\', '+', ' ', '教'), {
  minLength: 1,
  maxLength: 6,
});
const agencies = fc
  .subarray(['disability', 'orphans', 'poverty-registry'])
  .chain((some) =>
    fc.tuple(...some.map((agency) => fc.record({ agency: fc.constant(agency), answered: fc.boolean() }))),
  )
  .map((some) => some.map((agency) => ({ ...agency, txn: randomUUID() })))
  .chain((some) => fc.shuffledSubarray(some, { minLength: some.length }));

const entry: fc.Arbitrary<RequestEntry> = fc
  .record({
    client: word.map((signs) => signs.join('')),
    location: word.map((signs) => signs.join('')),
    caseRef: fc.option(
      word.map((signs) => signs.join('')),
      { nil: undefined },
    ),
    fields: names,
    programs: fc.subarray(['NATIONAL_GRANT', 'FEE_WAIVER']),
    refusedFields: fc.option(names, { nil: undefined }),
    screening: fc.option(fc.uuid(), { nil: undefined }),
    outcome: fc.constantFrom('ANSWERED', 'FIELD_NOT_PERMITTED'),
    disclosures,
    agencies,
  })
  .map((told) => ({ ...entryForTests(), ...told }));

/** Alike, but of other students, at another time and under other names. */
const alike = (told: RequestEntry): RequestEntry => ({
  ...told,
  time: new Date(told.time.getTime() + 1_234),
  txn: randomUUID(),
  traceId: randomUUID().replaceAll('-', ''),
  agencies: told.agencies.map((agency) => ({ ...agency, txn: randomUUID() })),
  disclosures: told.disclosures.map(({ fields, studentNumbers }) => ({
    fields,
    studentNumbers: studentNumbers.map((number) => number.replace('L00', 'J12')),
  })),
});

test('an entry whose form is known is written as one whose form is not', () => {
  fc.assert(
    fc.property(entry, (told) => {
      for (const one of [told, alike(told), { ...alike(told), caseRef: told.caseRef && 'another "case"' }]) {
        const leaf = checkedLeaf(one, pseudonyms);
        expect(encodeEntry(one, pseudonyms).bytes.toString()).toBe(writeLeaf(leaf).toString());
      }
    }),
  );
});

test('two entries have one key only where their leaves differ in nothing but their slots', () => {
  const withoutSlots = (told: RequestEntry): string => {
    const leaf = toLeaf(told, pseudonyms);
    if (leaf.kind !== 'REQUEST') throw new Error('another kind');
    const groups = leaf.disclosures.map(({ fields }) => ({ fields, subjects: [] }));
    const asked = leaf.agencies.map((agency) => ({ ...agency, txn: '' }));
    const caseRef = leaf.caseRef === undefined ? {} : { caseRef: '' };
    return JSON.stringify({
      ...leaf,
      ...caseRef,
      time: '',
      txn: '',
      traceId: '',
      agencies: asked,
      disclosures: groups,
    });
  };
  const keys = new Map<string, string>();
  fc.assert(
    fc.property(entry, (told) => {
      const key = requestFormKey(told, 3);
      expect(withoutSlots(told)).toBe(keys.get(key) ?? withoutSlots(told));
      keys.set(key, withoutSlots(told));
    }),
    { numRuns: 2_000 },
  );
});

test('another version of the key, and a case beside none, are another form', () => {
  const told = entryForTests();
  expect(requestFormKey(told, 3)).not.toBe(requestFormKey(told, 4));
  expect(requestFormKey(told, 3)).not.toBe(requestFormKey({ ...told, caseRef: 'x' }, 3));
});

test.each<[string, Partial<RequestEntry>]>([
  ['txn', { txn: 'x' }],
  ['traceId', { traceId: 'F'.repeat(32) }],
  ['time', { time: new Date(Date.UTC(12_000, 0)) }],
  ['agencies.0.txn', { agencies: [{ agency: 'orphans', txn: 'x', answered: true }] }],
  ['caseRef', { caseRef: 'of 110105199001011234' }],
])('%s that does not fit is refused also where the form is known', (member, wrong) => {
  const known = {
    ...entryForTests(),
    caseRef: 'a case',
    agencies: [{ agency: 'orphans', txn: randomUUID(), answered: true }],
  };
  encodeEntry(known, pseudonyms);
  encodeEntry(known, pseudonyms);
  expect(() => encodeEntry({ ...known, ...wrong }, pseudonyms)).toThrow(`: ${member}`);
});
