import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agreementRules } from './agreement-rules.ts';
import { compileAgreement } from './compile-policies.ts';
import { POLICY_SCHEMA_FILE, policyFolder } from './policy-folder.ts';

const schema = {
  source: POLICY_SCHEMA_FILE,
  text: readFileSync(new URL(POLICY_SCHEMA_FILE, policyFolder), 'utf8'),
};

function rulesOf(text: string) {
  return agreementRules(
    'disability',
    compileAgreement('disability', { source: 'test', text }, schema),
    schema,
  );
}

const project = readFileSync(new URL('./agencies/disability/agreement.cedar', policyFolder), 'utf8');

const veto = `
@id("disability.no-fee-waiver")
@agency("disability")
@reason("Under review by our legal office 法制部门审查中.")
forbid (principal, action == Hearthgate::Action::"share", resource)
when { context.purpose == Hearthgate::Purpose::"FEE_WAIVER" && context.assurance == "bearer" };`;

test('a rule says for which roles and purposes it decides, in its own words', () => {
  const [rule, ...others] = rulesOf(project);
  expect(others).toEqual([]);
  expect(rule).toMatchObject({ id: 'disability.student-aid', effect: 'permit' });
  expect(rule?.reason).toContain('有条件共享');
  expect(rule?.cases).toHaveLength(6);
  expect(rule?.cases).toContainEqual({
    role: 'AID_CENTER',
    purpose: 'FEE_WAIVER',
    assurances: ['bearer', 'dpop'],
  });
});

test('a forbid is told apart, and its condition on the assurance is seen', () => {
  const forbid = rulesOf(`${project}${veto}`).find(({ effect }) => effect === 'forbid');
  expect(forbid?.id).toBe('disability.no-fee-waiver');
  expect(forbid?.cases.map(({ purpose }) => purpose)).toEqual(Array(6).fill('FEE_WAIVER'));
  expect(forbid?.cases[0]?.assurances).toEqual(['bearer']);
});

test('an empty agreement has no rule', () => {
  expect(rulesOf('')).toEqual([]);
});
