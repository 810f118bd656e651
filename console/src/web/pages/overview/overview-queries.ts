import { queryOptions } from '@tanstack/react-query';
import type { ResultOf } from 'gql.tada';
import { askAudit } from '../../shell/api/ask-audit.ts';
import { auditGraphql } from '../../shell/api/audit-graphql.ts';

const overviewDocument = auditGraphql(`
  query Overview($from: DateTime!, $to: DateTime!) {
    overview(from: $from, to: $to) {
      from to bucket size rolledUpTo leaves answered refused subjects
      series { start purpose answered refused subjects }
      byPurpose { purpose answered refused subjects }
      byLocation { location answered refused subjects }
      otherLocations { locations answered refused subjects }
      byOutcome { outcome count }
    }
  }
`);

const integrityDocument = auditGraphql(`
  query Integrity {
    integrity {
      verified at size root
      checkpoint { size root signedAt note }
      checks { check holds upTo }
      walk { upTo startedAt completedAt completedSize fault { place fault at } }
    }
  }
`);

const openDocument = auditGraphql(`query OpenUnusual { unusual(state: OPEN, first: 1) { open } }`);

export type Overview = ResultOf<typeof overviewDocument>['overview'];
export type Integrity = ResultOf<typeof integrityDocument>['integrity'];

const dayMs = 86_400_000;

/** What the overview is made of, a question each: the log is asked one thing at a time. */
export const overviewQueries = {
  overview: (days: number) =>
    queryOptions({
      queryKey: ['audit', 'overview', days],
      queryFn: async ({ signal }) => {
        const to = Date.now();
        const range = { from: new Date(to - days * dayMs).toISOString(), to: new Date(to).toISOString() };
        return (await askAudit(overviewDocument, range, { signal })).overview;
      },
    }),
  integrity: queryOptions({
    queryKey: ['audit', 'integrity'],
    queryFn: async ({ signal }) => (await askAudit(integrityDocument, {}, { signal })).integrity,
  }),
  open: queryOptions({
    queryKey: ['audit', 'unusual', 'open'],
    queryFn: async ({ signal }) => (await askAudit(openDocument, {}, { signal })).unusual.open,
  }),
};
