import { queryOptions } from '@tanstack/react-query';
import { agencyGraphql, type ResultOf } from '../../shell/api/agency-graphql.ts';
import { askAgency } from '../../shell/api/ask-agency.ts';

const document = agencyGraphql(`
  query Imports {
    imports(first: 50) {
      register asOf importedAt read accepted rejected warnings
      keyVersions { agency version }
    }
  }
`);

export type ImportSummary = ResultOf<typeof document>['imports'][number];

/** The agency's imports, newest first. */
export const importsQuery = queryOptions({
  queryKey: ['agency', 'imports'],
  queryFn: async ({ signal }) => (await askAgency(document, {}, { signal })).imports,
});
