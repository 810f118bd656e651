import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordEnds } from './record-ends.ts';

const cell = fc.string({ unit: fc.constantFrom('"', '\n', '\r', ',', 'a', '甲', "'"), maxLength: 6 });
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 });

test('where a CSV writer ended its records, whatever is in the cells and wherever the bytes are cut', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat(60)), (written, sizes) => {
      const records = written.map((row) => Buffer.from(stringify([row])));
      const bytes = Buffer.concat(records);
      const endsOf = recordEnds();
      const found: number[] = [];
      let from = 0;
      for (const size of [...sizes, bytes.length]) {
        const start = from;
        found.push(...endsOf(bytes.subarray(from, from + size)).map((end) => start + end));
        from += size;
      }
      let length = 0;
      expect(found).toEqual(records.map((record) => (length += record.length) - 1));
    }),
  );
});
