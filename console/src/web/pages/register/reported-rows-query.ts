import { queryOptions } from '@tanstack/react-query';
import { agencyGraphql, type ResultOf } from '../../shell/api/agency-graphql.ts';
import { askAgency } from '../../shell/api/ask-agency.ts';

const document = agencyGraphql(`
  query ReportedRows {
    imports(first: 50) {
      importedAt
      report(first: 1000) { rejected { line column reason } warned { line column reason } }
    }
  }
`);

export type ReportedRow = ResultOf<typeof document>['imports'][number]['report']['rejected'][number];

/** What an import's report says of single rows: the first 1,000 of each kind. */
export function reportedRowsQuery(importedAt: string) {
  return queryOptions({
    queryKey: ['agency', 'reported-rows', importedAt],
    queryFn: async ({ signal }) => {
      const { imports } = await askAgency(document, {}, { signal });
      return (
        imports.find((candidate) => candidate.importedAt === importedAt)?.report ?? {
          rejected: [],
          warned: [],
        }
      );
    },
  });
}
