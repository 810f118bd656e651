import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFilter } from './read-filter.ts';

const names = ['client', 'school', 'purpose', 'outcome', 'field'] as const;

test('nothing given is no filter', () => {
  for (const input of [undefined, null, {}, { client: null, from: null }]) {
    expect(readFilter(input)).toEqual({ filter: {}, logged: {} });
  }
});

test('a filter is searched by and logged by, instants in one form', () => {
  expect(
    readFilter({
      from: '2026-11-27T08:00:00+08:00',
      to: '2026-11-27T09:00:00Z',
      client: 'lianhe-senior-1',
      school: '3499107001',
      purpose: 'AID_ELIGIBILITY',
      outcome: 'ANSWERED',
      field: 'disability',
    }),
  ).toEqual({
    filter: {
      from: new Date('2026-11-27T00:00:00.000Z'),
      to: new Date('2026-11-27T09:00:00.000Z'),
      client: 'lianhe-senior-1',
      school: '3499107001',
      purpose: 'AID_ELIGIBILITY',
      outcome: 'ANSWERED',
      field: 'disability',
    },
    logged: {
      from: '2026-11-27T00:00:00.000Z',
      to: '2026-11-27T09:00:00.000Z',
      client: 'lianhe-senior-1',
      school: '3499107001',
      purpose: 'AID_ELIGIBILITY',
      outcome: 'ANSWERED',
      field: 'disability',
    },
  });
});

test('a division of twelve digits and every location are codes', () => {
  expect(readFilter({ school: '990108000000' }).filter.school).toBe('990108000000');
  expect(readFilter({ school: '*' }).filter.school).toBe('*');
});

test.each(
  names.flatMap((name) => [
    [name, 'an ID number', '11010119900307123X'],
    [name, 'a student number', 'G990108200805142404'],
    [name, 'thirteen digits', '1234567890123'],
    [name, 'a name of a person', '陈哲桐'],
    [name, 'two words', 'one two'],
    [name, 'a line after it', 'client\n'],
    [name, 'nothing', ''],
    [name, 'what is too long', 'a'.repeat(101)],
  ]),
)('%s as %s is refused, and not repeated', (name, _what, value) => {
  expect(() => readFilter({ [name]: value })).toThrow(
    expect.objectContaining({
      code: 'BAD_USER_INPUT',
      message: `filter.${name} is a name or a code`,
    }) as Error,
  );
});

test('whatever is given, what is logged has no thirteen digits in a row and is what is searched by', () => {
  const word = fc.option(
    fc.oneof(fc.string(), fc.stringMatching(/^[\w.*-]{1,40}$/), fc.stringMatching(/^\d{8,20}$/)),
  );
  fc.assert(
    fc.property(fc.record({ client: word, school: word, field: word }), (input) => {
      try {
        const { filter, logged } = readFilter(input);
        expect(logged).toEqual(filter);
        for (const value of Object.values(logged)) expect(value).toMatch(/^(?!.*\d{13})[\w.*-]{1,100}$/);
      } catch (error) {
        expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
      }
    }),
  );
});
