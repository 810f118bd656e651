import { permitDocument, planEvidence } from '@hearthgate/policies';
import { execute, type GraphQLSchema } from 'graphql';
import { coerceVariables } from './coerce-variables.ts';
import { fetchByStitching } from './fetch-by-stitching.ts';
import { makeEvidenceSchema } from './evidence-schema.ts';
import type { Lane, LaneOptions, PlannedRequest, PlanRequest } from './lane.ts';

/**
 * The lane that thinks everything anew at each request: plans by walking the document, fetches by delegation through the
 * stitched schema, projects by GraphQL's own execution. Ten times as slow as the compiled lane, and its oracle.
 */
export function stitchedLane({ publicSchema, ask }: LaneOptions): Lane {
  const evidenceSchema = makeEvidenceSchema(ask);
  return {
    plan: (request) => planByWalking(publicSchema, request),
    fetchEvidence: (request) => fetchByStitching(evidenceSchema, request),
  };
}

/** Plans one request, and projects its answers, by walking its document. */
export function planByWalking(schema: GraphQLSchema, request: PlanRequest): ReturnType<Lane['plan']> {
  const { document, operation, mask, onDate } = request;
  const permitted = permitDocument(document, schema, mask);
  if ('refusedFields' in permitted) return permitted;
  const variables = coerceVariables(schema, operation, request.variables);
  const planned: PlannedRequest = {
    plan: planEvidence({ permitted, operation, variables, schema, onDate }),
    project: (answers) =>
      execute({
        schema,
        document,
        operationName: operation.name?.value,
        variableValues: request.variables,
        contextValue: answers,
      }),
  };
  return planned;
}
