import { AGENCIES, PURPOSES, ROLES } from '@hearthgate/schema';
import { describe, expect, test } from 'vitest';
import { PolicyError } from './cedar/policy-error.ts';
import { compileAgreement, compilePolicies } from './compile-policies.ts';
import { maskedFields } from './mask-fields.ts';
import { projectPolicies, projectPolicyTexts, publicSchema } from './policies-for-tests.ts';

const texts = projectPolicyTexts();
const agreementFile = 'agencies/disability/agreement.cedar';

function refusal(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.message;
  }
}

const veto = `@id("disability.veto")
@agency("disability")
@reason("残联法务审查中.")
forbid (principal, action == Hearthgate::Action::"share", resource)
when { context.purpose == Hearthgate::Purpose::"FEE_WAIVER" };`;

/** With the Chinese comments of the agreement before it, in whose bytes Cedar counts. */
function withVeto(text: string): string | undefined {
  const { source, text: agreement } = texts.agreements.disability;
  return refusal(() =>
    compileAgreement('disability', { source, text: `${agreement}\n${text}` }, texts.schema),
  );
}
const firstLineOfVeto = texts.agreements.disability.text.split('\n').length + 1;

describe('a policy that cannot be taken up is told in one line that names file and policy', () => {
  test('the veto passes that the cases below spoil', () => {
    expect(withVeto(veto)).toBeUndefined();
  });

  test.each([
    ['no @id', veto.replace(/@id.*/, ''), `line ${String(firstLineOfVeto + 1)}: the policy has no @id`],
    [
      'an empty @id',
      veto.replace('disability.veto', ''),
      `line ${String(firstLineOfVeto)}: the policy has no @id`,
    ],
    ['no @reason', veto.replace(/@reason.*/, ''), 'policy disability.veto has no @reason'],
    ['no @agency', veto.replace(/@agency.*/, ''), 'policy disability.veto must carry @agency("disability")'],
    [
      "another agency's @agency",
      veto.replace('@agency("disability")', '@agency("orphans")'),
      'policy disability.veto must carry @agency("disability")',
    ],
    ['a second policy of one id', `${veto}\n${veto}`, 'two policies have the @id disability.veto'],
    [
      'a comma left out',
      veto.replace('"share",', '"share"'),
      `line ${String(firstLineOfVeto + 3)}: unexpected token \`resource\``,
    ],
    ['no semicolon', veto.replace(/;$/, ''), /^line \d+: unexpected end of input$/],
    ['a string that is not closed', veto.replace('中."', '中.'), /^line \d+: invalid token /],
    [
      'an unknown purpose',
      veto.replace('FEE_WAIVER', 'FEE_WAVER'),
      /^policy disability.veto: entity `Hearthgate::Purpose::"FEE_WAVER"` is of an enumerated .* "FEE_WAIVER"/,
    ],
    [
      'a purpose as text',
      veto.replace('Hearthgate::Purpose::', ''),
      /^policy disability.veto: the types String and Hearthgate::Purpose are not compatible/,
    ],
    [
      'a misspelt attribute',
      veto.replace('context.purpose', 'context.porpoise'),
      /^policy disability.veto: attribute `porpoise` .* not found/,
    ],
    ['an unknown role', veto.replace('principal', 'principal == Hearthgate::Role::"TEACHER"'), /"TEACHER"/],
    ['a template', veto.replace('principal', 'principal == ?principal'), 'templates are not used here'],
  ])('%s', (_name, text, problem) => {
    const message = withVeto(text);
    const start = `${agreementFile}: `;
    expect(message?.slice(0, start.length)).toBe(start);
    expect(message).not.toContain('\n');
    if (typeof problem === 'string') expect(message).toBe(start + problem);
    else expect(message?.slice(start.length)).toMatch(problem);
  });

  test.each([
    ['about read, which agreements are not asked', ['"share"', '"read"']],
    ["about another agency's source", ['resource)', 'resource == Hearthgate::Source::"orphans")']],
    ['about a field', ['resource)', 'resource == Hearthgate::Field::"HouseholdStatus.disability")']],
    ['about an assurance that there is not', [/when .*/, 'when { context.assurance == "DPoP" };']],
    [
      'under a condition that contradicts itself',
      ['}', '&& context.purpose == Hearthgate::Purpose::"STATISTICS" }'],
    ],
  ] as const)('a forbid that would forbid nothing: %s', (_name, [what, instead]) => {
    expect(withVeto(veto.replace(what, instead))).toBe(
      `${agreementFile}: policy disability.veto would decide nothing: ` +
        'an agreement is about Action::"share" and Source::"disability"',
    );
  });

  test('a base policy with an @agency: it is not an agreement', () => {
    const base = [...texts.base, { source: 'base/more.cedar', text: veto.replace('share', 'read') }];
    expect(refusal(() => compilePolicies({ ...texts, base }))).toBe(
      'base/more.cedar: policy disability.veto must carry no @agency: it is not an agreement',
    );
  });
});

test('an empty agreement is one that permits nothing, and is whole', () => {
  const empty = compileAgreement('disability', { source: agreementFile, text: '// nothing' }, texts.schema);
  expect(empty.policies).toEqual([]);
});

test('the Cedar schema knows the roles, purposes, agencies and fields that there are, and no others', () => {
  const valuesOf = (entity: string): string[] => {
    const [, list = ''] = new RegExp(`entity ${entity} enum \\[([^\\]]*)\\]`).exec(texts.schema.text) ?? [];
    return [...list.matchAll(/"([^"]+)"/g)].map(([, value]) => value!).sort();
  };
  expect(valuesOf('Role')).toEqual([...ROLES].sort());
  expect(valuesOf('Purpose')).toEqual([...PURPOSES].sort());
  expect(valuesOf('Source')).toEqual([...AGENCIES].sort());
  expect(valuesOf('Field')).toEqual([...maskedFields(publicSchema)].sort());
});

describe('the hash', () => {
  const { hash } = projectPolicies();

  test('is that of the texts, whenever they are compiled', () => {
    expect(projectPolicies().hash).toBe(hash);
  });

  test.each(AGENCIES)('changes with any change to a policy of %s, a reason among them', (agency) => {
    const { source, text } = texts.agreements[agency];
    const changed = text.replace('有条件共享', '无条件共享');
    expect(changed).not.toBe(text);
    const agreements = { ...texts.agreements, [agency]: { source, text: changed } };
    expect(compilePolicies({ ...texts, agreements }).hash).not.toBe(hash);
  });

  test('changes with the base policies and with the Cedar schema', () => {
    const base = texts.base.map(({ source, text }) => ({ source, text: text.replace('学籍核验', '核验') }));
    expect(compilePolicies({ ...texts, base }).hash).not.toBe(hash);
    const schema = { ...texts.schema, text: `${texts.schema.text}// more` };
    expect(compilePolicies({ ...texts, schema }).hash).not.toBe(hash);
  });
});
