import {
  type DerivedField,
  type EvidencePlan,
  maskedFields,
  maskFields,
  permitDocument,
  planEvidence,
  SOLE_SOURCE_OF_FIELD,
  SOURCES_OF_FIELD,
  sourcesOfProgram,
  unionOfSources,
  type ViewField,
} from '@hearthgate/policies';
import { projectPolicies, publicSchema as schema } from '@hearthgate/policies/testing';
import { AGENCIES, type AgencyName, PURPOSES, ROLES } from '@hearthgate/schema';
import fc from 'fast-check';
import { getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import {
  arbitraryDocument,
  type GeneratedDocument,
  type GeneratedQuestion,
  isAsked,
  namedFields,
  printDocument,
} from './arbitrary-document.ts';

/** `npm run fuzz` takes it to a million. */
const runs = Number(process.env['HEARTHGATE_FUZZ_RUNS'] ?? 100_000);

const number = 'J990108200001010001';
const variables = { number, numbers: [number], yes: true, no: false };
const onDate = '2026-11-01';

const vetoed = (agency: AgencyName): string =>
  `@id("veto") @agency("${agency}") @reason("veto") forbid (principal, action, resource);`;
/** No veto, and one of each agency. */
const policySets = [
  projectPolicies(),
  ...AGENCIES.map((agency) => projectPolicies({ [agency]: vetoed(agency) })),
];
const masks = policySets.flatMap((policies) =>
  ROLES.flatMap((role) =>
    PURPOSES.flatMap((purpose) => maskFields(policies, schema, { role, purpose, assurance: 'bearer' }) ?? []),
  ),
);

function needsOf(question: GeneratedQuestion): ReturnType<typeof unionOfSources> {
  return unionOfSources(
    namedFields(question, 'executed').map(({ name, program }) =>
      name === 'qualifies' ? sourcesOfProgram(program!, onDate) : SOURCES_OF_FIELD[name as DerivedField],
    ),
  );
}

function planOf(generated: GeneratedDocument, mask: (typeof masks)[number]): EvidencePlan | 'refused' {
  const document = parse(printDocument(generated));
  const permitted = permitDocument(document, schema, mask);
  if ('refusedFields' in permitted) return 'refused';
  return planEvidence({ permitted, operation: getOperationAST(document)!, variables, schema, onDate });
}

test('the masks under test are of every kind', () => {
  expect(masks.length).toBeGreaterThan(20);
  expect(new Set(masks.map(({ hash }) => hash)).size).toBeGreaterThan(10);
  expect(maskedFields(schema)).toHaveLength(17);
});

test('what is generated is valid, so that nothing but the mask can refuse it', () => {
  fc.assert(
    fc.property(arbitraryDocument, (generated) => {
      expect(validate(schema, parse(printDocument(generated)))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test(
  `${runs.toLocaleString('en')} documents: one field outside the mask refuses the whole, none within does, and the plan asks what the fields need and no more`,
  { timeout: 30 * 60_000 },
  () => {
    fc.assert(
      fc.property(arbitraryDocument, fc.constantFrom(...masks), (generated, mask) => {
        const named = generated.questions.flatMap((question) => namedFields(question, 'anywhere'));
        const allowed = named.every(({ name }) => mask.viewFields.has(name as ViewField));
        const plan = planOf(generated, mask);
        if (plan === 'refused' || !allowed) {
          if ((plan === 'refused') === allowed) throw new Error('the mask and the document disagree');
          return;
        }
        const asked = generated.questions.flatMap((question, index) =>
          isAsked(question) ? [{ responseKey: `q${String(index)}`, needs: needsOf(question) }] : [],
        );
        if (plan.questions.length !== asked.length) throw new Error('another number of questions');
        plan.questions.forEach((question, index) => {
          const expected = asked[index];
          if (question.responseKey !== expected?.responseKey) throw new Error('another question');
          for (const agency of AGENCIES) {
            if (agency === 'enrollment') continue;
            const needed = mask.withheld.has(agency) ? undefined : expected.needs[agency];
            if (question.needs[agency] !== needed) throw new Error(`${agency} is asked other than needed`);
          }
        });
      }),
      { numRuns: runs },
    );
  },
);

test('a field that one agency alone feeds is in no mask that the agency withholds', () => {
  for (const mask of masks) {
    for (const [field, agency] of Object.entries(SOLE_SOURCE_OF_FIELD)) {
      if (mask.withheld.has(agency)) expect(mask.fields).not.toContain(field);
    }
  }
});
