import {
  type FieldMask,
  permitDocument,
  type PermittedDocument,
  type RefusedDocument,
} from '@hearthgate/policies';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { coerceVariables } from '../coerce-variables.ts';
import type { Lane, LaneOptions, PlannedRequest, PlanRequest } from '../lane.ts';
import { limits } from '../limits.ts';
import { planByWalking } from '../stitched-lane.ts';
import { readAgencySources } from './agency-sources.ts';
import { callsByAgency } from './calls-by-agency.ts';
import { type CompiledPlan, compilePlan } from './compile-plan.ts';
import { type CacheCounts, CountedCache } from './counted-cache.ts';
import { fetchByCalls } from './fetch-by-calls.ts';
import { unobserved } from '../telemetry/unobserved.ts';
import { introspects } from './introspects.ts';
import { ObjectNumbers } from './object-numbers.ts';
import { settlingVariables } from './settling-variables.ts';

export interface CompiledLane extends Lane {
  counts(): Readonly<Record<'documents' | 'plans', CacheCounts>>;
}

/** An operation under a mask. */
interface PermittedOperation {
  readonly permitted: PermittedDocument;
  readonly introspects: boolean;
  /** `settlingVariables` of the document. */
  readonly settling: readonly string[];
}

/**
 * The lane that answers clients. What a document under a mask asks for is worked out once, by the same `permitDocument`
 * and `planEvidence` as ever, and compiled into a plan and a projection; a request only fills in its student numbers.
 *
 * A plan is known by the very operation and mask it was made for (objects, not hashes: a document's hash leaves literals
 * out, and a mask's the policies that refuse), by the day, which chooses the rules of programs, and by the values of all
 * variables but those that only name students: these decide what is included, and which program is asked for.
 */
export function compiledLane({ publicSchema, ask, observeCall = unobserved }: LaneOptions): CompiledLane {
  const sources = readAgencySources();
  const calls = callsByAgency({ sources, ask, observeCall });
  const numbers = new ObjectNumbers();
  const documents = new CountedCache<PermittedOperation | RefusedDocument>(limits.maxPermittedDocuments);
  const plans = new CountedCache<CompiledPlan>(limits.maxCompiledPlans);

  function plan(request: PlanRequest): PlannedRequest | RefusedDocument {
    const { document, operation, mask, onDate } = request;
    const key = `${numbers.of(operation)} ${numbers.of(mask)}`;
    const known = documents.getOrMake(key, () => permitOperation(publicSchema, document, mask));
    if ('refusedFields' in known) return known;
    if (known.introspects) return planByWalking(publicSchema, request);
    const variables = coerceVariables(publicSchema, operation, request.variables);
    const settled = Object.fromEntries(known.settling.map((name) => [name, variables[name]]));
    const compiled = plans.getOrMake(`${key} ${onDate} ${JSON.stringify(settled)}`, () =>
      compilePlan({
        schema: publicSchema,
        permitted: known.permitted,
        operation,
        variables,
        settled,
        onDate,
      }),
    );
    const questions = compiled.template.questions.map((question, index) => ({
      ...question,
      studentNumbers: compiled.numbersOf[index]?.(variables) ?? [],
    }));
    return {
      plan: { ...compiled.template, questions },
      project: (answers) => ({ data: compiled.projection(answers) }),
    };
  }

  return {
    plan,
    fetchEvidence: (request) => fetchByCalls(sources, calls, request),
    counts: () => ({ documents: documents.counts(), plans: plans.counts() }),
  };
}

function permitOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  mask: FieldMask,
): PermittedOperation | RefusedDocument {
  const permitted = permitDocument(document, schema, mask);
  if ('refusedFields' in permitted) return permitted;
  return {
    permitted,
    introspects: introspects(document),
    settling: settlingVariables(document),
  };
}
