import type { AgreementRule } from './agreement-query.ts';

/** Roles that a rule treats alike: for the same purposes, by the same assurance. */
export interface CaseGroup {
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
  /** `any` where it makes no difference whether the caller proved to hold its key. */
  readonly assurance: 'any' | 'bearer' | 'dpop';
}

/** The cases of a rule in as few groups as roles that are treated alike make: one, for most rules. */
export function groupCases(cases: AgreementRule['cases']): readonly CaseGroup[] {
  const purposesOf = new Map<string, Map<string, string[]>>();
  for (const { role, purpose, assurances } of cases) {
    const assurance = assurances.length > 1 ? 'any' : (assurances[0] ?? 'any');
    const ofRole = purposesOf.get(role) ?? new Map<string, string[]>();
    ofRole.set(assurance, [...(ofRole.get(assurance) ?? []), purpose]);
    purposesOf.set(role, ofRole);
  }
  const groups = new Map<string, { roles: string[]; purposes: string[]; assurance: string }>();
  for (const [role, byAssurance] of purposesOf) {
    for (const [assurance, purposes] of byAssurance) {
      const key = `${assurance} ${purposes.join(' ')}`;
      const group = groups.get(key) ?? { roles: [], purposes, assurance };
      group.roles.push(role);
      groups.set(key, group);
    }
  }
  return [...groups.values()].map((group) => ({
    ...group,
    assurance: group.assurance === 'dpop' || group.assurance === 'bearer' ? group.assurance : 'any',
  }));
}
