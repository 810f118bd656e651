import { readFileSync } from 'node:fs';
import { AGENCIES, type AgencyName, type Purpose, type Role } from '@hearthgate/schema';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { buildSchema } from 'graphql';
import type { Assurance } from './cedar/policy-set.ts';
import { compilePolicies, type Policies, type PolicyText, type PolicyTexts } from './compile-policies.ts';
import { type FieldMask, maskFields } from './mask-fields.ts';
import { AGREEMENT_FILES, BASE_POLICY_FILES, POLICY_SCHEMA_FILE, policyFolder } from './policy-folder.ts';

export const publicSchema = buildSchema(readPublicSdl());

export function readPolicyText(source: string): PolicyText {
  return { source, text: readFileSync(new URL(source, policyFolder), 'utf8') };
}

/** The project's own policy files; `vetoes` are appended to agencies' agreements. */
export function projectPolicyTexts(vetoes: Partial<Record<AgencyName, string>> = {}): PolicyTexts {
  const agreements = Object.fromEntries(
    AGENCIES.map((agency) => {
      const { source, text } = readPolicyText(AGREEMENT_FILES[agency]);
      return [agency, { source, text: `${text}\n${vetoes[agency] ?? ''}` }];
    }),
  ) as Record<AgencyName, PolicyText>;
  return {
    schema: readPolicyText(POLICY_SCHEMA_FILE),
    base: BASE_POLICY_FILES.map(readPolicyText),
    agreements,
  };
}

/** The project's own policies; `vetoes` are appended to agencies' agreements. */
export function projectPolicies(vetoes: Partial<Record<AgencyName, string>> = {}): Policies {
  return compilePolicies(projectPolicyTexts(vetoes));
}

const policies = projectPolicies();

export function projectMask(
  role: Role,
  purpose: Purpose,
  assurance: Assurance = 'bearer',
): FieldMask | undefined {
  return maskFields(policies, publicSchema, { role, purpose, assurance });
}
