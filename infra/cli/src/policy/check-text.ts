import type { PolicyCheck } from '@hearthgate/local/agreements';

/** What was checked, and how it came out, in a few lines. */
export function checkText(check: PolicyCheck, dataDir: string | undefined): string {
  const { policies, cases, ownAgreements, problems } = check;
  const lines = [`${String(policies)} policies and ${String(cases)} cases of the project`];
  if (ownAgreements !== undefined && dataDir !== undefined) {
    const own = ownAgreements.length === 0 ? 'all as in the project' : `changed: ${ownAgreements.join(', ')}`;
    lines.push(`the agreements of ${dataDir} (${own})`);
  }
  lines.push(problems.length === 0 ? 'no problem' : `problems: ${String(problems.length)}`);
  return `${lines.join('\n')}\n`;
}
