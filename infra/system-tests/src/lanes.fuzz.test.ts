import { randomInt } from 'node:crypto';
import {
  type AskAgency,
  type AskedAgency,
  compiledLane,
  deriveAnswers,
  type Lane,
  makePublicSchema,
  requestAuthority,
  requestTxns,
  stitchedLane,
} from '@hearthgate/gateway/lanes';
import { type FieldMask, maskFields, permitDocument } from '@hearthgate/policies';
import { projectPolicies } from '@hearthgate/policies/testing';
import { AGENCIES, type AgencyName, HOUSEHOLD_AGENCIES, PURPOSES, ROLES, STAGES } from '@hearthgate/schema';
import fc from 'fast-check';
import { type DocumentNode, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { agenciesInMemory, type RollStudent, type Temper, type World } from './agencies-in-memory.ts';
import { arbitraryDocument, type GeneratedDocument, printDocument } from './arbitrary-document.ts';
import { singleRefs } from './columns-in-memory.ts';
import { turns } from './turns.ts';

/** A twentieth of what the other fuzz tests do: `npm run fuzz` takes it to 50,000. A run is some 80 calls to agencies. */
const runs = Math.ceil(Number(process.env['HEARTHGATE_FUZZ_RUNS'] ?? 20_000) / 20);

const schema = makePublicSchema();
const onDate = '2026-11-01';
const schools = ['3499107001', '3499107002'] as const;
const numbers = Array.from({ length: 6 }, (_, index) => `J99010820000101000${String(index)}`);

const vetoed = (agency: AgencyName): string =>
  `@id("veto") @agency("${agency}") @reason("veto") forbid (principal, action, resource);`;
const masks: readonly FieldMask[] = [
  projectPolicies(),
  ...AGENCIES.map((agency) => projectPolicies({ [agency]: vetoed(agency) })),
].flatMap((policies) =>
  ROLES.flatMap((role) =>
    PURPOSES.flatMap((purpose) => maskFields(policies, schema, { role, purpose, assurance: 'bearer' }) ?? []),
  ),
);

/** A generated document is one object for the lanes each time it is asked, as a gateway knows it by its text. */
const parsedDocuments = new WeakMap<GeneratedDocument, DocumentNode>();
function parsed(generated: GeneratedDocument): DocumentNode {
  const document = parsedDocuments.get(generated) ?? parse(printDocument(generated));
  parsedDocuments.set(generated, document);
  return document;
}

const vocabulary = {
  'poverty-registry': ['LIFTED_FROM_POVERTY', 'UNSTABLY_LIFTED', 'POVERTY_PRONE', 'SUDDEN_HARDSHIP'],
  'subsistence-allowance': ['SUBSISTENCE_ALLOWANCE', 'SUBSISTENCE_MARGINAL', 'DESTITUTE_SUPPORT'],
  disability: ['CERTIFIED'],
  orphans: ['ORPHAN', 'DE_FACTO_UNATTENDED'],
} as const;
const people = ['a', 'b', 'c', 'd', 'e'];

const arbitraryStudent = fc.record<RollStudent>({
  school: fc.constantFrom(...schools),
  stages: fc.uniqueArray(fc.constantFrom(...STAGES), { maxLength: 2 }),
  person: fc.option(fc.constantFrom(...people)),
  guardians: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
});

const temper = fc.oneof(
  { arbitrary: fc.constant<Temper>('answers'), weight: 8 },
  fc.constantFrom<Temper>('slow', 'gone', 'errors', 'freezes'),
);

const arbitraryWorld: fc.Arbitrary<World> = fc.record({
  roll: fc
    .array(fc.option(arbitraryStudent, { freq: 5 }), { minLength: numbers.length, maxLength: numbers.length })
    .map(
      (students) => new Map(numbers.flatMap((number, at) => (students[at] ? [[number, students[at]]] : []))),
    ),
  without: fc
    .uniqueArray(fc.constantFrom(...AGENCIES), { maxLength: 1 })
    .map((agencies) => new Set(agencies)),
  listed: fc.record(
    Object.fromEntries(
      HOUSEHOLD_AGENCIES.map((agency) => [
        agency,
        fc
          .array(fc.tuple(fc.constantFrom(...people), fc.subarray([...vocabulary[agency]])), { maxLength: 4 })
          .map((entries) => new Map(entries)),
      ]),
    ),
  ) as fc.Arbitrary<World['listed']>,
  temper: fc.record(Object.fromEntries(AGENCIES.map((agency) => [agency, temper]))) as fc.Arbitrary<
    World['temper']
  >,
});

interface GeneratedRequest {
  readonly document: GeneratedDocument;
  readonly mask: FieldMask;
  readonly school: string;
  readonly number: string;
  readonly numbers: string[];
  readonly yes: boolean;
  readonly no: boolean;
}

/** Of what is drawn and of what is asked again: with the seed that a failure names, all of it comes again. */
const seed = randomInt(2 ** 31);

const arbitraryQuestion = fc.tuple(arbitraryDocument, fc.constantFrom(...masks));

/** Asked again throughout the runs, each time in another world: by chance alone, no plan would be met in a later one. */
const askedAgain = fc.sample(
  arbitraryQuestion.filter(
    ([document, mask]) => !('refusedFields' in permitDocument(parsed(document), schema, mask)),
  ),
  { numRuns: 20, seed },
);

/** Half of the cases ask what was asked before. In each, many ask the same under the same mask, so that they share calls. */
const arbitraryRequests: fc.Arbitrary<readonly GeneratedRequest[]> = fc
  .oneof(arbitraryQuestion, fc.constantFrom(...askedAgain))
  .chain(([document, mask]) =>
    fc.array(
      fc.record({
        document: fc.oneof(fc.constant(document), arbitraryDocument),
        mask: fc.oneof({ arbitrary: fc.constant(mask), weight: 3 }, fc.constantFrom(...masks)),
        school: fc.constantFrom(...schools),
        number: fc.constantFrom(...numbers),
        numbers: fc.array(fc.constantFrom(...numbers), { minLength: 1, maxLength: 6 }),
        yes: fc.boolean(),
        no: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  );

interface Answered {
  readonly body: string;
  readonly agencies: readonly Pick<AskedAgency, 'agency' | 'answered'>[];
}

async function answer(lane: Lane, request: GeneratedRequest, deadline: AbortSignal): Promise<Answered> {
  const { mask, school, number, numbers: list, yes, no } = request;
  const document = parsed(request.document);
  const variables = { number, numbers: list, yes, no };
  const planned = lane.plan({ document, operation: getOperationAST(document)!, mask, variables, onDate });
  if ('refusedFields' in planned) return { body: JSON.stringify(planned), agencies: [] };
  const grant = { ...mask, client: 'client', legalBasis: 'BASIS', bounds: { schoolCode: school } };
  const authority = requestAuthority({ grant, mask, document: '0'.repeat(64), txns: requestTxns() });
  const evidence = await lane.fetchEvidence({ plan: planned.plan, authority, deadline });
  const projected = await planned.project(deriveAnswers(planned.plan, evidence, onDate));
  return {
    body: JSON.stringify([
      projected,
      planned.plan.questions.map(({ fields, programs }) => [fields, programs]),
    ]),
    agencies: evidence.agencies.map(({ agency, answered }) => ({ agency, answered })),
  };
}

/** All at once. What is frozen is given up once everything else has come to rest, in turns of the event loop. */
async function answerAll(lane: Lane, requests: readonly GeneratedRequest[]): Promise<Answered[]> {
  const deadline = new AbortController();
  const answering = Promise.all(requests.map((request) => answer(lane, request, deadline.signal)));
  const rested = turns(200).then(() => {
    deadline.abort();
  });
  const answers = await answering;
  await rested;
  return answers;
}

/** Student numbers as texts, refs by their bytes: base64url does not sort as what it stands for. */
function inOrder(one: string, other: string): number {
  const bytes = (text: string): Buffer => Buffer.from(text.replace(/^\d+\./, ''), 'base64url');
  return one.includes('.') ? Buffer.compare(bytes(one), bytes(other)) : one < other ? -1 : 1;
}

/** Every call must be one that an agency would take: a token for exactly what is asked, in the order of the refs. */
function checking(ask: AskAgency, seen: { shared: number }): AskAgency {
  return (call) => {
    const { requesters, refs, roll } = call.grant;
    const asked = Object.values(call.variables)
      .flat()
      .filter((value) => typeof value === 'string');
    expect(asked).toEqual(refs);
    const subjects = call.agency === 'enrollment' ? refs : singleRefs(refs);
    expect(requesters.reduce((sum, { refCount }) => sum + refCount, 0)).toBe(subjects.length);
    expect(requesters.length).toBeLessThanOrEqual(32);
    expect(new Set(requesters.map(({ txn }) => txn)).size).toBe(requesters.length);
    if ('roll' in call.variables) expect(call.variables['roll']).toEqual(roll);
    let first = 0;
    for (const { refCount } of requesters) {
      const own = subjects.slice(first, (first += refCount));
      expect(own).toEqual([...new Set(own)].sort(inOrder));
    }
    if (requesters.length > 1) seen.shared += 1;
    return ask(call);
  };
}

test(
  `${runs.toLocaleString('en')} times: requests at once, by either lane, come out alike to the byte, whatever agencies do`,
  { timeout: 24 * 3_600_000 },
  async () => {
    const seen = { shared: 0, frozen: 0 };
    let world: World;
    const ask: AskAgency = (call) => agenciesInMemory(world)(call);
    const stitched = stitchedLane({ publicSchema: schema, ask });
    const compiled = compiledLane({ publicSchema: schema, ask: checking(ask, seen) });
    await fc.assert(
      fc.asyncProperty(arbitraryWorld, arbitraryRequests, async (generated, requests) => {
        world = generated;
        const expected = await answerAll(stitched, requests);
        expect(await answerAll(compiled, requests)).toEqual(expected);
        if (expected.some(({ agencies }) => agencies.some(({ answered }) => !answered))) seen.frozen += 1;
      }),
      { numRuns: runs, seed },
    );
    // The test is worth nothing if no call is shared, no plan is met again and no agency fails.
    expect(seen.shared).toBeGreaterThan(runs / 20);
    expect(seen.frozen).toBeGreaterThan(runs / 20);
    // Some 0.6 hits a run; a tenth without `askedAgain`.
    expect(compiled.counts().plans.hits).toBeGreaterThan(runs / 3);
  },
);
