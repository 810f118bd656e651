import { withClient } from '@hearthgate/database';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { binaryTextArray, binaryUuidArray } from './binary-array.ts';

test('Postgres reads refs as they were written, and none of none', () =>
  withClient(inject('postgresUrl'), (client) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 16, maxLength: 16 }), { maxLength: 20 }),
        async (refs) => {
          const { rows } = await client.query<{ given: string; count: number }>(
            `select (select string_agg(encode(uuid_send(ref), 'hex'), '' order by n) as given
               from unnest($1::uuid[]) with ordinality as u (ref, n)), cardinality($1::uuid[]) as count`,
            [binaryUuidArray(Buffer.concat(refs))],
          );
          const hex = Buffer.concat(refs).toString('hex');
          expect(rows[0]).toEqual({ given: refs.length === 0 ? null : hex, count: refs.length });
        },
      ),
      { numRuns: 50 },
    ),
  ));

test('the same of texts, of whatever characters', () =>
  withClient(inject('postgresUrl'), (client) =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 20 }), async (generated) => {
        const texts = generated.map((text) => text.replaceAll('\0', ''));
        const { rows } = await client.query<{ texts: string[] }>('select $1::text[] as texts', [
          binaryTextArray(texts),
        ]);
        expect(rows[0]?.texts).toEqual(texts);
      }),
      { numRuns: 50 },
    ),
  ));
