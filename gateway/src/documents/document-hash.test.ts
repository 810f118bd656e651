import { createHash } from 'node:crypto';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { documentHash } from './document-hash.ts';

const asking = (number: string, more = ''): string =>
  documentHash(parse(`{ householdStatus(studentNumber: "${number}") { __typename ${more} } } # ${number}`));

test('two documents that differ in a student number only have one hash', () => {
  expect(asking('J990108200001010001')).toBe(asking('J990108200001010002'));
  expect(asking('J990108200001010001')).not.toBe(
    asking('J990108200001010001', '... on NotOnRoll { __typename }'),
  );
});

test.each([...readTrustedDocuments()])('the hash of a trusted document is its id: %s', (id, { text }) => {
  expect(`sha256:${documentHash(parse(text))}`).toBe(id);
  expect(documentHash(parse(text))).toBe(createHash('sha256').update(text).digest('hex'));
});
