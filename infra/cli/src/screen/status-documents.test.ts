import { type FieldMask, maskFields } from '@hearthgate/policies';
import { projectPolicies, publicSchema } from '@hearthgate/policies/testing';
import { AGENCIES } from '@hearthgate/schema';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';
import fc from 'fast-check';
import { parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { expect, test } from 'vitest';
import { statusDocuments } from './status-documents.ts';

const trusted = new Set([...readTrustedDocuments().values()].map(({ text }) => text));

function fieldsOf(documents: readonly string[]): string[] {
  const fields = new Set<string>();
  for (const text of documents) {
    const typeInfo = new TypeInfo(publicSchema);
    visit(
      parse(text),
      visitWithTypeInfo(typeInfo, {
        Field: ({ name }) => {
          if (typeInfo.getParentType()?.name === 'HouseholdStatus' && name.value !== '__typename')
            fields.add(name.value);
        },
      }),
    );
  }
  return [...fields].sort();
}

const schoolMask = (vetoing: readonly (typeof AGENCIES)[number][]): FieldMask => {
  const veto = (agency: string): string =>
    `@id("veto") @agency("${agency}") @reason("no") forbid (principal, action, resource);`;
  const policies = projectPolicies(Object.fromEntries(vetoing.map((agency) => [agency, veto(agency)])));
  return maskFields(policies, publicSchema, {
    role: 'SCHOOL_AID_OFFICE',
    purpose: 'AID_ELIGIBILITY',
    assurance: 'bearer',
  })!;
};

test('without a veto one document asks for everything', () => {
  expect(statusDocuments({ mask: schoolMask([]), program: undefined })).toHaveLength(1);
  expect(statusDocuments({ mask: schoolMask([]), program: 'SENIOR_NATIONAL_GRANT' })).toHaveLength(1);
});

test('whatever is vetoed, trusted documents ask for just what is left', () => {
  fc.assert(
    fc.property(fc.subarray([...AGENCIES]), fc.boolean(), (vetoing, withProgram) => {
      const mask = schoolMask(vetoing);
      const documents = statusDocuments({ mask, program: withProgram ? 'SENIOR_NATIONAL_GRANT' : undefined });
      expect(documents.every((text) => trusted.has(text))).toBe(true);
      const left = [...mask.viewFields].filter((field) => field !== 'qualifies' || withProgram).sort();
      expect(fieldsOf(documents)).toEqual(left);
    }),
    { numRuns: 40 },
  );
});
