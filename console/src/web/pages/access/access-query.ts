import { queryOptions } from '@tanstack/react-query';
import { askAudit } from '../../shell/api/ask-audit.ts';
import { auditGraphql } from '../../shell/api/audit-graphql.ts';
import { entryFragment } from '../oversight/entry.ts';

const document = auditGraphql(
  `query Access($index: LeafIndex!) { proof(index: $index) { proof verifierKeys entry { ...Entry } } }`,
  [entryFragment],
);

/** One access with its proof; `null` where the log has none at this index. A leaf never changes. */
export function accessQuery(index: number) {
  return queryOptions({
    queryKey: ['audit', 'proof', index],
    staleTime: Infinity,
    queryFn: async ({ signal }) => (await askAudit(document, { index }, { signal })).proof,
  });
}
