import { buildSchema, graphqlSync, Kind } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DateScalar, DateTimeScalar, PersonRefScalar, StudentNumberScalar } from './scalars.ts';

const cases: [GraphQLScalarType<string, string>, string, string][] = [
  [StudentNumberScalar, 'G11010519491231002X', 'G110105194912310021'],
  [DateScalar, '2028-02-29', '2026-02-29'],
  [DateTimeScalar, '2026-11-27T08:00:00.5+08:00', '2026-02-30T08:00:00Z'],
  [PersonRefScalar, '2.AAAAAAAAAAAAAAAAAAAAAA', '2.AAAAAAAAAAAAAAAAAAAAAB'],
];

describe.each(cases)('%s', (scalar, good, bad) => {
  it('passes a good text through in every direction', () => {
    expect(scalar.parseValue(good)).toBe(good);
    expect(scalar.serialize(good)).toBe(good);
    expect(scalar.parseLiteral({ kind: Kind.STRING, value: good })).toBe(good);
  });

  it.each([bad, 5, null, undefined, [good]])('refuses %j without repeating it', (value) => {
    for (const use of [() => scalar.parseValue(value), () => scalar.serialize(value)]) {
      expect(use).toThrow(/^An? (student number|date|instant|person ref) is /);
      expect(use).not.toThrow(bad);
    }
    expect(() => scalar.parseLiteral({ kind: Kind.INT, value: '5' })).toThrow();
  });
});

it('a literal in a document is not repeated either', () => {
  const schema = buildSchema('scalar StudentNumber type Query { ask(n: StudentNumber!): String }');
  Object.assign(schema.getType('StudentNumber') ?? {}, {
    parseLiteral: StudentNumberScalar.parseLiteral.bind(StudentNumberScalar),
  });
  const { errors = [] } = graphqlSync({ schema, source: '{ ask(n: "G110105194912310021") }' });
  expect(errors.map(({ message }) => message)).toEqual([
    'A student number is G and a valid ID number, or J or L and 18 digits: 19 characters.',
  ]);
});
