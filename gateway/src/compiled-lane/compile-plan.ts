import { type EvidencePlan, fragmentsOf, planEvidence, type PlanEvidenceOptions } from '@hearthgate/policies';
import { compileProjection, type Projection } from './compile-projection.ts';
import { selectRootFields } from './compile-selection.ts';
import { type NumbersReader, numbersReader } from './numbers-reader.ts';

/** What is the same for all requests with an operation, a mask, a day, and one choice of what variables settle. */
export interface CompiledPlan {
  /** Its questions name nobody. */
  readonly template: EvidencePlan;
  /** For each of its questions. */
  readonly numbersOf: readonly NumbersReader[];
  readonly projection: Projection;
}

export interface CompilePlanOptions extends PlanEvidenceOptions {
  /** Of the variables, those that decide what is selected. */
  readonly settled: Readonly<Record<string, unknown>>;
}

/**
 * Compiles a plan by `planEvidence`, from the request that came first. What is kept holds none of that request's student
 * numbers: neither the template nor, since it sees only what is settled, the projection.
 */
export function compilePlan(options: CompilePlanOptions): CompiledPlan {
  const { schema, permitted, operation, settled } = options;
  const plan = planEvidence(options);
  const queryType = schema.getQueryType();
  if (!queryType) throw new Error('the public schema has no Query');
  const fragments = fragmentsOf(permitted.document);
  const compiling = { schema, operation, fragments, variables: settled };
  const selected = selectRootFields(compiling, queryType, operation.selectionSet);
  const numbersOf = plan.questions.map(({ responseKey }) => {
    const asking = selected.find((field) => field.responseKey === responseKey);
    const definition = queryType.getFields()[asking?.name ?? ''];
    const [node] = asking?.nodes ?? [];
    if (!definition || !node) throw new Error('a question of the plan that the operation does not ask');
    return numbersReader(definition, node);
  });
  return {
    template: { ...plan, questions: plan.questions.map((question) => ({ ...question, studentNumbers: [] })) },
    numbersOf,
    projection: compileProjection(compiling),
  };
}
