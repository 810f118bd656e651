import type { PolicyCase } from './policy-case.ts';

/** The facts in which the two questions of a case differ, by name; `field` and `source` are two facts. */
export function factsThatDiffer({ allow, deny }: Pick<PolicyCase, 'allow' | 'deny'>): readonly string[] {
  const [allowed, denied] = [new Map(Object.entries(allow)), new Map(Object.entries(deny))];
  const names = new Set([...allowed.keys(), ...denied.keys()]);
  return [...names].filter((name) => allowed.get(name) !== denied.get(name));
}
