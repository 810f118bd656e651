import { AGENCIES, type AgencyName, PURPOSES, ROLES } from '@hearthgate/schema';
import fc from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { compilePolicies, type Policies } from './compile-policies.ts';
import { type FieldMask, maskedFields, maskFields, type MaskQuestion } from './mask-fields.ts';
import { permitDocument } from './permit-document.ts';
import { projectMask, projectPolicies, projectPolicyTexts, publicSchema } from './policies-for-tests.ts';
import { SOLE_SOURCE_OF_FIELD } from './view-fields.ts';

const school = { role: 'SCHOOL_AID_OFFICE', purpose: 'AID_ELIGIBILITY', assurance: 'bearer' } as const;
const forbidAll = (agency: AgencyName, id = `${agency}.veto`): string =>
  `@id("${id}") @agency("${agency}") @reason("Not now.") forbid (principal, action, resource);`;

function maskWith(vetoes: Partial<Record<AgencyName, string>>, question: MaskQuestion = school): FieldMask {
  return maskFields(projectPolicies(vetoes), publicSchema, question)!;
}

describe('a veto', () => {
  const all = maskedFields(publicSchema);

  test.each(AGENCIES)('of %s refuses what it alone feeds and withholds the rest', (agency) => {
    const mask = maskWith({ [agency]: forbidAll(agency) });
    const sole = all.filter((field) => SOLE_SOURCE_OF_FIELD[field] === agency);
    expect(sole).toHaveLength(1);
    expect([...mask.fields].sort()).toEqual(all.filter((field) => !sole.includes(field)).sort());
    expect([...mask.withheld]).toEqual([agency]);
    expect(mask.refusals.get(sole[0]!)).toEqual([{ id: `${agency}.veto`, reason: 'Not now.', agency }]);
  });

  test('of all agencies leaves what is derived, and the mask', () => {
    const mask = maskWith(Object.fromEntries(AGENCIES.map((agency) => [agency, forbidAll(agency)])));
    expect([...mask.viewFields].sort()).toEqual(['complete', 'qualifies', 'specialGroups', 'studentNumber']);
    expect([...mask.withheld]).toEqual(AGENCIES);
  });

  test('changes the hash of the mask also where no field goes: what is withheld is part of it', () => {
    const waiver = { ...school, purpose: 'FEE_WAIVER' } as const;
    const [before, after] = [maskWith({}, waiver), maskWith({ orphans: forbidAll('orphans') }, waiver)];
    expect([...after.fields]).toEqual([...before.fields]);
    expect(after.hash).not.toBe(before.hash);
    expect(after.policyHash).not.toBe(before.policyHash);
  });

  test('two agencies that chose one id are both named', () => {
    const vetoes = { orphans: forbidAll('orphans', 'veto'), disability: forbidAll('disability', 'veto') };
    const selection = '... on HouseholdStatus { orphan { answer } disability { answer } }';
    const document = parse(`{ householdStatus(studentNumber: "J") { ${selection} } }`);
    const refused = permitDocument(document, publicSchema, maskWith(vetoes));
    expect('policies' in refused && refused.policies.map(({ agency }) => agency)).toEqual([
      'disability',
      'orphans',
    ]);
  });
});

test('the mask of one assurance is not that of the other', () => {
  const bound = `@id("orphans.bound") @agency("orphans") @reason("Proven keys only.")
    forbid (principal, action, resource) unless { context.assurance == "dpop" };`;
  expect(maskWith({ orphans: bound }).viewFields.has('orphan')).toBe(false);
  expect(maskWith({ orphans: bound }, { ...school, assurance: 'dpop' }).viewFields.has('orphan')).toBe(true);
});

test('no field is permitted to a role that the purpose is not for, and then there is no mask at all', () => {
  expect(projectMask('PRIVACY_OFFICER', 'AID_ELIGIBILITY')).toBeUndefined();
  expect(projectMask('AID_CENTER', 'STATISTICS')).toBeUndefined();
});

describe('laws, over all roles, purposes and assurances', () => {
  const questions = ROLES.flatMap((role) =>
    PURPOSES.flatMap((purpose) =>
      (['bearer', 'dpop'] as const).map((assurance): MaskQuestion => ({ role, purpose, assurance })),
    ),
  );
  const entity = (type: string, values: readonly string[]): fc.Arbitrary<string> =>
    fc.constantFrom(...values).map((value) => `Hearthgate::${type}::"${value}"`);
  const condition = fc.oneof(
    entity('Purpose', PURPOSES).map((purpose) => `context.purpose == ${purpose}`),
    fc
      .uniqueArray(entity('Purpose', PURPOSES), { minLength: 1, maxLength: 6 })
      .map((purposes) => `[${purposes.join(', ')}].contains(context.purpose)`),
    fc.constantFrom('context.assurance == "bearer"', 'context.assurance == "dpop"'),
  );
  const clause = fc
    .tuple(fc.constantFrom('when', 'unless'), condition)
    .map(([word, what]) => `${word} { ${what} }`);
  const forbid = (agency: AgencyName): fc.Arbitrary<string> =>
    fc
      .record({
        principal: fc.option(entity('Role', ROLES), { nil: undefined }),
        action: fc.constantFrom('action', 'action == Hearthgate::Action::"share"'),
        resource: fc.constantFrom('resource', `resource == Hearthgate::Source::"${agency}"`),
        clause: fc.option(clause, { nil: '' }),
      })
      .map(
        (made) =>
          `@id("${agency}.made") @agency("${agency}") @reason("Made.") ` +
          `forbid (principal${made.principal ? ` == ${made.principal}` : ''}, ${made.action}, ${made.resource}) ${made.clause};`,
      );
  const anyVeto = fc
    .constantFrom(...AGENCIES)
    .chain((agency) => forbid(agency).map((text) => ({ agency, text })));

  const before = projectPolicies();
  const fieldsOf = (policies: Policies, question: MaskQuestion): ReadonlySet<string> =>
    maskFields(policies, publicSchema, question)?.fields ?? new Set();
  const baseline = new Map(questions.map((question) => [question, fieldsOf(before, question)]));

  test('a forbid adds no field to any mask, takes none that another agency feeds, and changes the hash', () => {
    let took = 0;
    // Whatever is generated besides: one that takes something, from those who have it.
    const text =
      '@id("disability.made") @agency("disability") @reason("Made.") forbid (principal, action, resource);';
    const having = questions.filter((question) => baseline.get(question)?.has('HouseholdStatus.disability'));
    fc.assert(
      fc.property(
        anyVeto,
        fc.subarray(questions, { minLength: 6, maxLength: 6 }),
        ({ agency, text }, asked) => {
          const policies = projectPolicies({ [agency]: text });
          expect(policies.hash).not.toBe(before.hash);
          for (const question of asked) {
            const fields = fieldsOf(policies, question);
            const lost = [...(baseline.get(question) ?? [])].filter((field) => !fields.has(field));
            expect([...fields].filter((field) => baseline.get(question)?.has(field) !== true)).toEqual([]);
            expect(lost.filter((field) => SOLE_SOURCE_OF_FIELD[field] !== agency)).toEqual([]);
            took += lost.length;
          }
        },
      ),
      { numRuns: 60, examples: [[{ agency: 'disability' as const, text }, having]] },
    );
    expect(took).toBeGreaterThan(0);
  });

  test('taking away a permit adds no field to any mask', () => {
    const texts = projectPolicyTexts();
    const permits = [before.base, ...Object.values(before.agreements)].flatMap(({ policies }) => policies);
    for (const { text } of permits) {
      const without = <File extends { text: string }>(file: File): File => ({
        ...file,
        text: file.text.replace(text, ''),
      });
      const agreements = Object.fromEntries(
        AGENCIES.map((agency) => [agency, without(texts.agreements[agency])]),
      ) as typeof texts.agreements;
      const policies = compilePolicies({ ...texts, base: texts.base.map(without), agreements });
      expect(policies.hash).not.toBe(before.hash);
      const changes = questions.map((question) => {
        const fields = fieldsOf(policies, question);
        expect([...fields].filter((field) => baseline.get(question)?.has(field) !== true)).toEqual([]);
        return (baseline.get(question)?.size ?? 0) - fields.size;
      });
      expect(Math.max(...changes)).toBeGreaterThan(0);
    }
  });
});
