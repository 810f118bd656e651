import type { ViewField } from '@hearthgate/policies';
import { trustedDocumentText } from '@hearthgate/schema/trusted-documents';
import { type StatusQueryOptions, writeStatusQuery } from './write-status-query.ts';

const findings = ['enrollment', 'povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'] as const;
const everything: readonly ViewField[] = ['studentNumber', ...findings, 'specialGroups', 'complete'];

/** Which trusted document asks for which fields. */
const trustedFiles: readonly (readonly [string, readonly ViewField[]])[] = [
  ['class-status.graphql', everything],
  ['class-status-for-program.graphql', [...everything, 'qualifies']],
  ['class-qualifies.graphql', ['studentNumber', 'qualifies']],
  ['enrollment-check.graphql', ['studentNumber', 'enrollment']],
  ['class-on-roll.graphql', ['studentNumber']],
];

/**
 * The text of the document that asks for a chunk of a roster: a trusted one where one asks for just the mask's fields. Where
 * an agency's veto leaves another set of fields, one is written, which only a client with `--ad-hoc-queries` may send.
 */
export function statusDocument(options: StatusQueryOptions): string {
  const asked = [...options.mask.viewFields].filter(
    (field) => field !== 'qualifies' || options.program !== undefined,
  );
  const file = trustedFiles.find(([, fields]) => sameFields(fields, asked))?.[0];
  return file === undefined ? writeStatusQuery(options) : trustedDocumentText(file);
}

function sameFields(some: readonly ViewField[], others: readonly ViewField[]): boolean {
  return some.length === others.length && some.every((field) => others.includes(field));
}
