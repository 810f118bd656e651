import {
  type DerivedField,
  maskFields,
  SOURCES_OF_FIELD,
  sourcesOfProgram,
  unionOfSources,
  type ViewField,
} from '@hearthgate/policies';
import { projectPolicies, publicSchema } from '@hearthgate/policies/testing';
import { AGENCIES, type AgencyName, PURPOSES } from '@hearthgate/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
  arbitraryDocument,
  type GeneratedDocument,
  isAsked,
  namedFields,
  printDocument,
} from './arbitrary-document.ts';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const policies = projectPolicies();
const callers = [
  { role: 'SCHOOL_AID_OFFICE', location: '3499107001' },
  { role: 'UNIVERSITY_AID_OFFICE', location: '3499107001' },
  { role: 'AID_CENTER', location: '990108' },
  { role: 'PROVINCE_PLATFORM', location: '*' },
] as const;

/** Has an ID number and two guardians with theirs. */
const number = 'G990108200802168860';
const variables = { number, numbers: [number], yes: true, no: false };

function expectedOf(
  generated: GeneratedDocument,
  caller: (typeof callers)[number],
  purpose: (typeof PURPOSES)[number],
): { code: string | undefined; asked: string[] } {
  const mask = maskFields(policies, publicSchema, { role: caller.role, purpose, assurance: 'bearer' });
  if (!mask) return { code: 'PURPOSE_NOT_PERMITTED', asked: [] };
  const named = generated.questions.flatMap((question) => namedFields(question, 'anywhere'));
  if (!named.every(({ name }) => mask.viewFields.has(name as ViewField)))
    return { code: 'FIELD_NOT_PERMITTED', asked: [] };
  const questions = generated.questions.filter(isAsked);
  const needs = unionOfSources(
    questions
      .flatMap((question) => namedFields(question, 'executed'))
      .map(({ name, program }) =>
        name === 'qualifies'
          ? sourcesOfProgram(program!, '2026-11-01')
          : SOURCES_OF_FIELD[name as DerivedField],
      ),
  );
  const asks = (agency: AgencyName): boolean =>
    !mask.withheld.has(agency) &&
    (generated.registers || (agency === 'enrollment' ? questions.length > 0 : needs[agency] !== undefined));
  return { code: undefined, asked: AGENCIES.filter(asks) };
}

test('the student under test is one whom every agency can be asked about', () => {
  expect(expectedStudents[number]).toMatchObject({
    school: '3499107001',
    outcome: 'ANSWERED',
    complete: true,
  });
});

test(
  '1,000 documents: an agency hears of a request only what its permitted fields need',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDocument,
        fc.constantFrom(...callers),
        fc.constantFrom(...PURPOSES),
        async (generated, caller, purpose) => {
          for (const tap of Object.values(system.taps)) tap.asked.length = 0;
          const { text } = await system.ask(
            { ...caller, purpose },
            { query: printDocument(generated), variables },
          );
          const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
          const asked = Object.entries(system.taps).filter(([, tap]) => tap.asked.length > 0);
          expect({ code: errors?.[0]?.extensions.code, asked: asked.map(([agency]) => agency) }).toEqual(
            expectedOf(generated, caller, purpose),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  },
);
