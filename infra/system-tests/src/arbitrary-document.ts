import { AID_PROGRAMS, type AidProgram } from '@hearthgate/schema';
import fc from 'fast-check';

/** Whether GraphQL executes a selection: `true` and `false` are literals, `$yes` and `$no` variables of those values. */
interface Condition {
  readonly directive: 'skip' | 'include';
  readonly value: 'true' | 'false' | '$yes' | '$no';
}

interface FieldNode {
  readonly kind: 'field';
  readonly name: string;
  readonly program: AidProgram | undefined;
  readonly aliased: boolean;
  readonly conditions: readonly Condition[];
}

/** A fragment, written in place or hoisted, with or without a type condition. */
interface FragmentNode {
  readonly kind: 'fragment';
  readonly on: string | undefined;
  readonly hoisted: boolean;
  readonly conditions: readonly Condition[];
  readonly selections: readonly Selection[];
}

type Selection = FieldNode | FragmentNode;

export interface GeneratedQuestion {
  readonly list: boolean;
  readonly conditions: readonly Condition[];
  readonly selections: readonly Selection[];
}

const condition = fc.record<Condition>({
  directive: fc.constantFrom('skip', 'include'),
  value: fc.constantFrom('true', 'false', '$yes', '$no'),
});
/** At most one of each kind: a directive may stand but once at a place. */
const conditions = fc.uniqueArray(condition, { maxLength: 2, selector: ({ directive }) => directive });

const simpleFields = [
  'studentNumber',
  'enrollment',
  'povertyRegistry',
  'subsistenceAllowance',
  'disability',
  'orphan',
  'specialGroups',
  'complete',
  '__typename',
];

const field = (names: readonly string[]): fc.Arbitrary<FieldNode> =>
  fc.record({
    kind: fc.constant('field' as const),
    name: fc.constantFrom(...names),
    program: fc.constantFrom(...AID_PROGRAMS),
    aliased: fc.boolean(),
    conditions,
  });

function fragment(
  on: readonly (string | undefined)[],
  selection: fc.Arbitrary<Selection>,
): fc.Arbitrary<FragmentNode> {
  return fc.record({
    kind: fc.constant('fragment' as const),
    on: fc.constantFrom(...on),
    hoisted: fc.boolean(),
    conditions,
    selections: fc.array(selection, { minLength: 1, maxLength: 3 }),
  });
}

/** A selection on `HouseholdStatus`. A fragment in it may be on the type, on the union that holds it, or on nothing. */
function onStatus(names: readonly string[], depth: number): fc.Arbitrary<Selection> {
  const own = field(names);
  if (depth === 0) return own;
  const typed = fragment(['HouseholdStatus', undefined], onStatus(names, depth - 1));
  const back = fragment(['HouseholdStatusResult'], onUnion(names, depth - 1));
  return fc.oneof({ arbitrary: own, weight: 4 }, typed, back);
}

/** A selection on the union `HouseholdStatusResult`, which has no field of its own. */
function onUnion(names: readonly string[], depth: number): fc.Arbitrary<Selection> {
  const typename = field(['__typename']);
  if (depth === 0) return typename;
  return fc.oneof(
    typename,
    { arbitrary: fragment(['HouseholdStatus'], onStatus(names, depth - 1)), weight: 5 },
    fragment(['HouseholdStatusResult', undefined], onUnion(names, depth - 1)),
    fragment(['NotOnRoll'], field(['studentNumber', '__typename'])),
  );
}

const question = (names: readonly string[]): fc.Arbitrary<GeneratedQuestion> =>
  fc.record({
    list: fc.boolean(),
    conditions,
    selections: fc.array(onUnion(names, 3), { minLength: 1, maxLength: 3 }),
  });

export interface GeneratedDocument {
  readonly questions: readonly GeneratedQuestion[];
  readonly registers: boolean;
}

/** All fields, or those of a narrow purpose: among all, hardly a document would be permitted for one. */
const vocabularies = [
  [...simpleFields, 'qualifies'],
  ['studentNumber', 'qualifies', '__typename'],
  ['studentNumber', 'enrollment', '__typename'],
];

/** Valid documents over the public schema, with every way that GraphQL has of naming a field. */
export const arbitraryDocument: fc.Arbitrary<GeneratedDocument> = fc.oneof(
  ...vocabularies.map((names) =>
    fc.record({
      questions: fc.array(question(names), { minLength: 1, maxLength: 3 }),
      registers: fc.boolean(),
    }),
  ),
);

const executed = ({ conditions: all }: { conditions: readonly Condition[] }): boolean =>
  all.every(({ directive, value }) => (value === 'true' || value === '$yes') === (directive === 'include'));

/** The fields of `HouseholdStatus` that a question names: wherever they stand, or where they are executed only. */
export function namedFields(
  { selections }: { readonly selections: readonly Selection[] },
  where: 'anywhere' | 'executed',
): readonly FieldNode[] {
  return selections
    .filter((selection) => where === 'anywhere' || executed(selection))
    .flatMap((selection) => {
      if (selection.kind === 'field') return selection.name === '__typename' ? [] : [selection];
      return selection.on === 'NotOnRoll' ? [] : namedFields(selection, where);
    });
}

/** Whether the question is executed at all. */
export const isAsked = (asked: GeneratedQuestion): boolean => executed(asked);

/** The GraphQL text. Its variables: `$numbers`, `$number`, and `$yes` and `$no` of those values. */
export function printDocument({ questions, registers }: GeneratedDocument): string {
  const fragments: string[] = [];
  const roots = questions.map((asked, index) => {
    const [name, argument] = asked.list
      ? ['householdStatuses', 'studentNumbers: $numbers']
      : ['householdStatus', 'studentNumber: $number'];
    const body = printSelections(asked.selections, 'HouseholdStatusResult', fragments);
    return `q${String(index)}: ${name}(${argument}) ${printConditions(asked.conditions)} ${body}`;
  });
  if (registers) roots.push('registers { agency }');
  // Every variable is used, so that the document is valid.
  const used =
    '__typename @include(if: $yes) @skip(if: $no) n: householdStatus(studentNumber: $number) @skip(if: $yes) { __typename } m: householdStatuses(studentNumbers: $numbers) @skip(if: $yes) { __typename }';
  return `query Generated($number: StudentNumber!, $numbers: [StudentNumber!]!, $yes: Boolean!, $no: Boolean!) { ${used} ${roots.join(' ')} } ${fragments.join(' ')}`;
}

function printSelections(selections: readonly Selection[], parent: string, fragments: string[]): string {
  return `{ ${selections.map((selection) => printSelection(selection, parent, fragments)).join(' ')} }`;
}

function printSelection(selection: Selection, parent: string, fragments: string[]): string {
  const directives = printConditions(selection.conditions);
  if (selection.kind === 'field')
    return `${printField(selection, parent)} ${directives} ${subselection(selection.name)}`;
  const type = selection.on ?? parent;
  const body = printSelections(selection.selections, type, fragments);
  if (!selection.hoisted)
    return `... ${selection.on === undefined ? '' : `on ${selection.on}`} ${directives} ${body}`;
  const name = `F${String(fragments.length)}`;
  fragments.push(`fragment ${name} on ${type} ${body}`);
  return `...${name} ${directives}`;
}

/** An alias belongs to one field, argument and type, so that fields of one name can always be merged. */
function printField({ name, program, aliased }: FieldNode, parent: string): string {
  if (name === 'qualifies') return `qualifies_${String(program)}: qualifies(program: ${String(program)})`;
  return aliased ? `alias_${parent}_${name}: ${name}` : name;
}

function subselection(name: string): string {
  return [
    'enrollment',
    'povertyRegistry',
    'subsistenceAllowance',
    'disability',
    'orphan',
    'qualifies',
  ].includes(name)
    ? '{ answer asOf unknownReason }'
    : '';
}

const printConditions = (all: readonly Condition[]): string =>
  all.map(({ directive, value }) => `@${directive}(if: ${value})`).join(' ');
