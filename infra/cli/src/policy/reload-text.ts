import type { ReloadedAgreements } from '@hearthgate/local/agreements';

/** What a reload changed, for whoever changed an agreement. */
export function reloadText({ changed, down, policyHash }: ReloadedAgreements): string {
  const lines =
    changed.length === 0
      ? ['no agreement has changed']
      : [`taken up: the agreement${changed.length === 1 ? '' : 's'} of ${changed.join(', ')}`];
  lines.push(`policies in force: ${policyHash}`);
  for (const agency of down)
    lines.push(`${agency} does not answer: it takes up its agreement when it starts`);
  return `${lines.join('\n')}\n`;
}
