import { stitchSchemas } from '@graphql-tools/stitch';
import { stitchingDirectives } from '@graphql-tools/stitching-directives';
import type { Executor } from '@graphql-tools/utils';
import type { EvidencePlan } from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import { buildSchema, type GraphQLSchema, print } from 'graphql';
import { callGrant } from './agency-token/call-grant.ts';
import type { RequestAuthority } from './agency-token/request-authority.ts';
import type { AgenciesAsked } from './agencies-asked.ts';
import type { AskAgency } from './agencies/agency-caller.ts';
import { AgencyUnavailable } from './agencies/agency-unavailable.ts';

/**
 * What travels with one evidence query. Made anew for each request: the loaders of graphql-tools are kept by this
 * object, and one that two requests share would hand one's answers to the other.
 */
export interface EvidenceContext {
  readonly deadline: AbortSignal;
  readonly authority: RequestAuthority;
  readonly plan: EvidencePlan;
  readonly asked: AgenciesAsked;
}

/**
 * The agencies' assertion schemas, stitched by their directives: a `Person` has a field of each agency, found by the
 * ref that is the agency's own. No client can reach it; only evidence queries are executed against it.
 */
export function makeEvidenceSchema(ask: AskAgency): GraphQLSchema {
  const { stitchingDirectivesTransformer } = stitchingDirectives();
  return stitchSchemas({
    subschemas: AGENCIES.map((agency) => ({
      schema: buildSchema(readAgencySdl(agency), { assumeValidSDL: true }),
      executor: agencyExecutor(agency, ask),
      batch: true,
    })),
    subschemaConfigTransforms: [stitchingDirectivesTransformer],
  });
}

function agencyExecutor(agency: AgencyName, ask: AskAgency): Executor<EvidenceContext> {
  return async ({ document, variables: given, context }) => {
    if (!context) throw new AgencyUnavailable(agency, 'ABANDONED', 'asked outside a request');
    const { deadline, authority, plan, asked } = context;
    asked.asking(agency);
    const variables = (given ?? {}) as Record<string, unknown>;
    const answer = await ask({
      agency,
      query: print(document),
      variables,
      deadline,
      grant: callGrant({ agency, authority, plan, variables }),
    });
    asked.answered(agency);
    return answer as never;
  };
}
