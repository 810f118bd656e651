import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Disclosure, RequestEntry } from '../audit-entry.ts';
import { entryForTests } from '../entry-for-tests.ts';
import { checkedLeaf } from './checked-leaf.ts';
import { encodeEntry } from './encode-entry.ts';
import { hasTraits, requestTraits } from './request-traits.ts';
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

/** All of a leaf but what stands in a form's slots. */
function withoutSlots(told: RequestEntry): string {
  const leaf = toLeaf(told, pseudonyms);
  if (leaf.kind !== 'REQUEST') throw new Error('another kind');
  const groups = leaf.disclosures.map(({ fields }) => ({ fields, subjects: [] }));
  const asked = leaf.agencies.map((agency) => ({ ...agency, txn: '' }));
  const caseRef = leaf.caseRef === undefined ? {} : { caseRef: '' };
  const slots = { time: '', txn: '', traceId: '', agencies: asked, disclosures: groups };
  return JSON.stringify({ ...leaf, ...caseRef, ...slots });
}

test('an entry has the traits of one that differs in nothing but when, under which names and of whom', () => {
  fc.assert(
    fc.property(entry, (told) => {
      expect(hasTraits(alike(told), 3, requestTraits(told, 3))).toBe(true);
    }),
  );
});

test('two entries share their traits only where their leaves differ in nothing but their slots', () => {
  const members = Object.keys({ ...entryForTests(), caseRef: '', refusedFields: [], screening: '' });
  fc.assert(
    fc.property(entry, entry, fc.constantFrom(...members), (told, other, member) => {
      // As like as can be: they differ in one member.
      const pair: RequestEntry = { ...told, [member]: (other as unknown as Record<string, unknown>)[member] };
      if (hasTraits(pair, 3, requestTraits(told, 3))) expect(withoutSlots(pair)).toBe(withoutSlots(told));
    }),
    { numRuns: 5_000 },
  );
});

test.each<Partial<RequestEntry>>([
  { httpStatus: 418 },
  { outcome: 'INTERNAL' },
  { client: 'another' },
  { role: 'PROVINCIAL_PLATFORM' },
  { location: '*' },
  { purpose: 'ANOTHER' },
  { legalBasis: 'another' },
  { assurance: 'bearer' },
  { caseRef: 'x' },
  { document: undefined },
  { mask: undefined },
  { policy: undefined },
  { screening: randomUUID() },
  { fields: ['another'] },
  { programs: ['ANOTHER'] },
  { refusedFields: ['another'] },
  { disclosures: [] },
  { agencies: [] },
])('%o has other traits', (difference) => {
  const hash = 'a'.repeat(64);
  const told: RequestEntry = {
    ...entryForTests(),
    ...{ document: hash, mask: hash, policy: hash, assurance: 'dpop' },
    agencies: [{ agency: 'orphans', txn: randomUUID(), answered: true }],
    disclosures: [{ fields: ['orphan'], studentNumbers: ['L000000000000000001'] }],
  };
  expect(hasTraits(told, 3, requestTraits(told, 3))).toBe(true);
  expect(hasTraits({ ...told, ...difference }, 3, requestTraits(told, 3))).toBe(false);
});

test('another version of the key, and an agency that answered and did not, are other traits', () => {
  const asked = { agency: 'orphans', txn: randomUUID(), answered: true };
  const told = { ...entryForTests(), agencies: [asked] };
  const traits = requestTraits(told, 3);
  expect(hasTraits(told, 4, traits)).toBe(false);
  expect(hasTraits({ ...told, agencies: [{ ...asked, answered: false }] }, 3, traits)).toBe(false);
});

test('traits hold no student number', () => {
  fc.assert(
    fc.property(entry, (told) => {
      expect(JSON.stringify(requestTraits(told, 3))).not.toMatch(/[GJL]\d{17}[\dX]/);
    }),
  );
});

test('traits stay what they were when the entry that they were made of is changed', () => {
  const fields = ['orphan'];
  const told = { ...entryForTests(), fields };
  const traits = requestTraits(told, 3);
  fields.push('disability');
  expect(hasTraits(told, 3, traits)).toBe(false);
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
