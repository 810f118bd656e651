import { queryOptions } from '@tanstack/react-query';
import { agencyGraphql, type ResultOf } from '../../shell/api/agency-graphql.ts';
import { askAgency } from '../../shell/api/ask-agency.ts';

const document = agencyGraphql(`
  query Agreement {
    agreement {
      hash inForce fields
      rules { id effect reason text cases { role purpose assurances } }
      matrix { role purpose assurance shared rules }
    }
  }
`);

export type Agreement = ResultOf<typeof document>['agreement'];
export type AgreementRule = Agreement['rules'][number];
export type AgreementDecision = Agreement['matrix'][number];

/** The agency's agreement as it holds to it at the moment. */
export const agreementQuery = queryOptions({
  queryKey: ['agency', 'agreement'],
  queryFn: async ({ signal }) => (await askAgency(document, {}, { signal })).agreement,
});
