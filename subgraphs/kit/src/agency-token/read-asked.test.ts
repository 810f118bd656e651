import { makeExecutableSchema } from '@graphql-tools/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import fc from 'fast-check';
import { execute, type FragmentDefinitionNode, Kind, OperationTypeNode, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { governedHousehold } from '../service/governed-household.ts';
import { requireGoverned } from './governed-fields.ts';
import { type Asked, readAsked } from './read-asked.ts';

const governed = governedHousehold('orphans');
const touched = { fields: new Set<string>(), refs: new Set<string>() };
const touch = (field: string): void => void touched.fields.add(field);
/** Notes what execution reaches, field by field, and knows nothing of how it was asked. */
const schema = makeExecutableSchema({
  typeDefs: readAgencySdl('orphans'),
  resolvers: {
    Query: {
      personsByOrphansRef: (_root, { refs }: { refs: string[] }) => {
        touch('orphans');
        return refs.map((ref) => {
          touched.refs.add(ref);
          return {};
        });
      },
      orphansRegister: () => {
        touch('orphansRegister');
        return { accepted: 1, rejected: 1, asOf: '2026-11-01' };
      },
    },
    Person: {
      orphans: () => {
        touch('orphans');
        return { asOf: null, categories: [] };
      },
    },
  },
});

test('every field of an agency schema is governed, or the service does not start', () => {
  requireGoverned(schema, governed);
  const others = Object.fromEntries(
    Object.entries(governed.fieldOfPath).filter(([path]) => path !== 'orphansRegister.rejected'),
  );
  expect(() => {
    requireGoverned(schema, { ...governed, fieldOfPath: others });
  }).toThrow('fields that no token governs: orphansRegister.rejected; not in the schema: ');
  expect(() => {
    requireGoverned(schema, { ...governed, fieldOfPath: { ...governed.fieldOfPath, row: 'orphans' } });
  }).toThrow('not in the schema: row');
});

test.each([
  '{ __schema { types { name } } }',
  '{ ...f } fragment f on Query { ... { __type(name: "Person") { name } } }',
  '{ orphansRegister { __proto__ } }',
  '{ constructor }',
])('what nothing governs is refused, should validation let it pass: %s', (text) => {
  expect(() => readOf(parse(text), {})).toThrow('no token covers such a field');
});

const refs = ['r0', 'r1', 'r2'] as const;
const directive = fc.constantFrom(
  '',
  '',
  ' @skip(if: $t)',
  ' @skip(if: $f)',
  ' @include(if: true)',
  ' @include(if: $f)',
);
const alias = fc
  .constantFrom('', '', 'orphans', 'orphansRegister', '__x')
  .map((name) => (name ? `${name}_` : ''));
const nested = (type: string, leaf: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(directive, tie('node')).map(([when, inner]) => `... on ${type}${when} { ${inner} }`),
      fc.tuple(directive, tie('node'), tie('node')).map(([when, one, two]) => `...${when} { ${one} ${two} }`),
    ),
  })).node;
let names = 0;
const named = (text: string): string => `a${String((names += 1))}${text}`;
const standing = nested('OrphansStanding', fc.constantFrom('asOf', 'categories', '__typename'));
const person = nested(
  'Person',
  fc.oneof(
    fc.constantFrom('orphansRef', '__typename'),
    fc
      .tuple(alias, directive, standing)
      .map(([name, when, inner]) => `${named(name)}: orphans${when} { ${inner} }`),
  ),
);
const register = nested('OrphansRegister', fc.constantFrom('asOf', 'accepted', '__typename'));
const root = nested(
  'Query',
  fc.oneof(
    fc.constant('__typename'),
    fc.tuple(directive, register).map(([when, inner]) => `${named('')}: orphansRegister${when} { ${inner} }`),
    fc
      .tuple(fc.subarray([...refs]), fc.boolean(), directive, person)
      .map(([asked, byVariable, when, inner]) => {
        const argument = byVariable ? `$${asked[0] ?? 'r0'}` : JSON.stringify(asked);
        return `${named('')}: personsByOrphansRef(refs: ${argument})${when} { ${inner} }`;
      }),
  ),
);

/** Some selections stand in the operation, others in fragments, which may be spread several times. */
const document = fc
  .record({
    own: fc.array(root, { minLength: 1, maxLength: 3 }),
    spread: fc.array(root, { maxLength: 3 }),
    when: directive,
  })
  .map(({ own, spread, when }) => {
    const fragments = spread.map((text, n) => `fragment f${String(n)} on Query { ${text} }`);
    const spreads = spread.map((_text, n) => `...f${String(n)}${when} ...f${String(n)}`);
    const parameters = `$t: Boolean!, $f: Boolean!, ${refs.map((name) => `$${name}: [PersonRef!]!`).join(', ')}`;
    return `query (${parameters}) { ${[...own, ...spreads].join(' ')} } ${fragments.join(' ')}`;
  });

test('whatever execution reaches was read as asked', () => {
  let reached = 0;
  fc.assert(
    fc.property(document, (text) => {
      const parsed = parse(text);
      // Only fields of one answer key that differ make these invalid, and variables that are not used.
      const problems = validate(schema, parsed).filter(({ message }) => !/never used/.test(message));
      fc.pre(problems.length === 0);
      const variables = { t: true, f: false, ...Object.fromEntries(refs.map((name) => [name, [name]])) };
      const asked = readOf(parsed, variables);
      touched.fields.clear();
      touched.refs.clear();
      const result = execute({ schema, document: parsed, variableValues: variables });
      expect(result).not.toBeInstanceOf(Promise);
      reached += touched.fields.size;
      expect([...touched.fields].filter((field) => !asked.fields.has(field))).toEqual([]);
      expect([...touched.refs].filter((ref) => !asked.refs.includes(ref))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
  expect(reached).toBeGreaterThan(500);
});

function readOf(parsed: ReturnType<typeof parse>, variables: Record<string, unknown>): Asked {
  const operation = parsed.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = parsed.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (operation?.operation !== OperationTypeNode.QUERY) throw new Error('no query');
  return readAsked({
    governed,
    queryType: schema.getQueryType()!,
    selectionSet: operation.selectionSet,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables,
  });
}
