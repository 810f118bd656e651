import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPolicyTexts, publicSchema, readPolicyText } from '../policies-for-tests.ts';
import { policyFolder } from '../policy-folder.ts';
import { checkCases } from './check-cases.ts';
import { factsThatDiffer } from './facts-that-differ.ts';
import { CASE_VETO_FILES, POLICY_CASES } from './policy-cases.ts';
import { parseCases, type PolicyCase } from './policy-case.ts';

const texts = projectPolicyTexts();
const vetoes = new Map([...CASE_VETO_FILES].map(([id, file]) => [id, readPolicyText(file)]));
const check = (cases: readonly PolicyCase[], changed = texts): readonly string[] =>
  checkCases({ texts: changed, vetoes, cases, schema: publicSchema });

test('every case comes out, and every policy has one', () => {
  expect(check(POLICY_CASES)).toEqual([]);
});

test('the two questions of each pair differ in exactly one fact', () => {
  expect(POLICY_CASES.filter((policyCase) => factsThatDiffer(policyCase).length !== 1)).toEqual([]);
});

test('every veto file is used by a case', () => {
  const files = readdirSync(new URL('./cases/vetoes/', policyFolder));
  expect(files.sort()).toEqual([...vetoes.keys()].map((id) => `${id}.cedar`).sort());
});

test('the pairs of each policy differ by more than one kind of fact', () => {
  const kinds = Map.groupBy(POLICY_CASES, ({ policy }) => policy);
  for (const cases of kinds.values()) {
    expect(new Set(cases.flatMap(factsThatDiffer)).size).toBeGreaterThan(1);
  }
});

describe('a case that is not right is told', () => {
  const [good] = POLICY_CASES;
  const others = POLICY_CASES.slice(1);
  const orphan = 'HouseholdStatus.orphan';

  test.each<[string, Partial<PolicyCase>, RegExp]>([
    ['a pair that differs in nothing', { deny: good!.allow }, /differs in nothing$/],
    ['one that differs in two facts', { deny: { ...good!.deny, assurance: 'dpop' } }, /in role, assurance$/],
    [
      'one that is the wrong way round',
      { allow: good!.deny, deny: good!.allow },
      /not allowed for PRIVACY.* not denied for SCHOOL/,
    ],
    [
      'a denied one that is allowed',
      { deny: { ...good!.allow, role: 'AID_CENTER' } },
      /not denied for AID_C/,
    ],
    [
      'another policy than the one that decides',
      { policy: 'fee-waiver' },
      /decided by aid-eligibility, orphans.student-aid$/,
    ],
    [
      'a field that there is not',
      { allow: { ...good!.allow, field: `${orphan}s` } },
      /differs in role, field$/,
    ],
  ])('%s', (_name, change, problem) => {
    const problems = check([...others, { ...good!, ...change }]);
    expect(problems.join(' ')).toMatch(problem);
  });

  test('a policy without a case, and a case without a policy', () => {
    const without = POLICY_CASES.filter(({ policy }) => policy !== 'fee-waiver');
    expect(check(without)).toEqual(['policy fee-waiver has no case']);
    const base = texts.base.map((file) => ({ ...file, text: file.text.replace('"fee-waiver"', '"waiver"') }));
    expect(check(POLICY_CASES, { ...texts, base })).toEqual([
      ...POLICY_CASES.filter(({ policy }) => policy === 'fee-waiver').map(
        ({ says }) => `case of fee-waiver (“${says}”): decided by waiver`,
      ),
      'policy waiver has no case',
      'there are cases of fee-waiver, and no such policy',
    ]);
  });

  test.each([
    ['an unknown role', { ...good!.allow, role: 'HEADMASTER' }],
    ['a field and a source', { ...good!.allow, source: 'orphans' }],
    ['neither', { role: 'AID_CENTER', purpose: 'STATISTICS', assurance: 'bearer' }],
    ['a field of a type that no mask decides', { ...good!.allow, field: 'Finding.answer' }],
  ])('%s is not parsed', (_name, allow) => {
    expect(() => parseCases([{ ...good, allow }])).toThrow();
    expect(() => parseCases([good])).not.toThrow();
  });
});
