import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { OperatorRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';

/**
 * Refuses a document that would be costly to validate or to execute, by what stands in it. Spreading a fragment twice adds
 * no work: equal names of a type are one field; and the schema, which has no cycle, bounds the depth.
 *
 * Errors: `GRAPHQL_VALIDATION_FAILED`.
 */
export function requireSmall(document: DocumentNode, schema: GraphQLSchema): void {
  const { maxSelections, maxRootFields } = limits.operator;
  let selections = 0;
  let rootFields = 0;
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field() {
        selections += 1;
        if (typeInfo.getParentType() === schema.getQueryType()) rootFields += 1;
      },
      FragmentSpread() {
        selections += 1;
      },
      InlineFragment() {
        selections += 1;
      },
    }),
  );
  if (selections <= maxSelections && rootFields <= maxRootFields) return;
  throw new OperatorRefused(
    'GRAPHQL_VALIDATION_FAILED',
    `a document may have ${String(maxSelections)} fields and spreads, ${String(maxRootFields)} fields of Query among them`,
  );
}
