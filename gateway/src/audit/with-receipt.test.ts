import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withReceipt } from './with-receipt.ts';

const receipt = { index: 7, leafHash: 'q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=' };

test('a receipt is put behind whatever an answer holds', () => {
  expect(withReceipt('{"data":{"registers":[]}}\n', receipt)).toBe(
    `{"data":{"registers":[]},"extensions":{"receipt":{"index":7,"leafHash":"${receipt.leafHash}"}}}\n`,
  );
});

test('of any object that is not empty, in any layout, it is the object with its receipt', () => {
  const body = fc
    .dictionary(
      fc.string({ minLength: 1 }).filter((key) => !['extensions', '__proto__'].includes(key)),
      fc.jsonValue({ maxDepth: 3 }),
      { minKeys: 1 },
    )
    .map((object) => JSON.parse(JSON.stringify(object)) as object);
  fc.assert(
    fc.property(body, fc.nat(4), fc.constantFrom('', '\n', ' \r\n'), (object, indent, end) => {
      const text = JSON.stringify(object, null, indent) + end;
      expect(JSON.parse(withReceipt(text, receipt))).toEqual({ ...object, extensions: { receipt } });
    }),
  );
});

test.each([
  ['a list', '[{}]'],
  ['a string', '"}"'],
  ['nothing', ''],
  ['what was cut off', '{"data":{"registers":['],
])('%s can bear none, and is not sent without', (_what, body) => {
  expect(() => withReceipt(body, receipt)).toThrow('an answer is no JSON object: it can bear no receipt');
});
