import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { askAudit } from '../../shell/api/ask-audit.ts';
import { auditGraphql } from '../../shell/api/audit-graphql.ts';
import { entryFragment } from '../oversight/entry.ts';
import { type AccessFilter, toAuditFilter } from './filter.ts';

const document = auditGraphql(
  `query Accesses($filter: AuditFilter, $first: Int!, $after: String) {
    search(filter: $filter, first: $first, after: $after) { entries { ...Entry } next }
  }`,
  [entryFragment],
);

/** So many rows can be read; who wants more has the next page, and `hearthgate audit export` has all. */
const first = 50;

export function accessesQuery(filter: AccessFilter) {
  return queryOptions({
    queryKey: ['audit', 'search', filter],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const variables = { filter: toAuditFilter(filter), first, after: filter.after ?? null };
      return (await askAudit(document, variables, { signal })).search;
    },
  });
}
