import { expect, test } from 'vitest';
import { accessFilter, toAuditFilter } from './filter.ts';

test('an address gives a filter: China’s days become instants, the last one included', () => {
  const filter = accessFilter.parse({
    from: '2026-11-01',
    to: '2026-11-30',
    client: 'school-1',
    after: '17',
  });
  expect(toAuditFilter(filter)).toEqual({
    from: '2026-11-01T00:00:00+08:00',
    to: '2026-11-30T16:00:00.000Z',
    client: 'school-1',
  });
});

test.each([
  { from: '2026-02-30' },
  { to: 'yesterday' },
  { client: 'G990108201007053962' },
  { school: '<script>' },
  { purpose: 'A B' },
  { after: '-1' },
  { after: '99999999999999999' },
  { whatever: 'else' },
])('what is no condition is left out: %j', (search) => {
  expect(toAuditFilter(accessFilter.parse(search))).toEqual({});
  expect(Object.values(accessFilter.parse(search)).filter((value) => value !== undefined)).toEqual([]);
});
