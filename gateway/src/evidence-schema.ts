import { stitchSchemas } from '@graphql-tools/stitch';
import { stitchingDirectives } from '@graphql-tools/stitching-directives';
import type { Executor } from '@graphql-tools/utils';
import type { EvidencePlan } from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import { buildSchema, type GraphQLSchema, print } from 'graphql';
import { callGrant } from './agency-token/call-grant.ts';
import type { RequestAuthority } from './agency-token/request-authority.ts';
import { AgencyUnavailable, type AskAgency } from './ask-agency.ts';

/**
 * What travels with one evidence query. Made anew for each request: the loaders of graphql-tools are kept by this
 * object, and one that two requests share would hand one's answers to the other.
 */
export interface EvidenceContext {
  readonly deadline: AbortSignal;
  readonly authority: RequestAuthority;
  readonly plan: EvidencePlan;
  /** Filled in as agencies are asked: whether each has answered every call so far. */
  readonly answeredBy: Map<AgencyName, boolean>;
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
    if (!context) throw new AgencyUnavailable(agency, 'asked outside a request');
    const { deadline, authority, plan, answeredBy } = context;
    const variables = (given ?? {}) as Record<string, unknown>;
    const before = answeredBy.get(agency) ?? true;
    answeredBy.set(agency, false);
    const answer = await ask({
      agency,
      query: print(document),
      variables,
      deadline,
      grant: callGrant({ agency, authority, plan, variables }),
    });
    answeredBy.set(agency, before);
    return answer as never;
  };
}
