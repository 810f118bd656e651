import {
  type ASTVisitorKeyMap,
  type DocumentNode,
  type GraphQLSchema,
  isIntrospectionType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DecidingPolicy } from './cedar/policy-set.ts';
import { type FieldMask, MASKED_TYPES } from './mask-fields.ts';

/** A document all of whose fields the mask holds. Only `permitDocument` makes one, and only from one a plan is made. */
export interface PermittedDocument {
  readonly document: DocumentNode;
  readonly mask: FieldMask;
}

export interface RefusedDocument {
  /** The fields outside the mask, as `Type.field`, each once, sorted. */
  readonly refusedFields: readonly string[];
  /** The policies that decided, each once; none where a field is refused because nothing permits it. */
  readonly policies: readonly DecidingPolicy[];
}

/** Where fields can stand. Names, arguments, directives and types hold none, and are most of a document. */
const ways: ASTVisitorKeyMap = {
  Document: ['definitions'],
  OperationDefinition: ['selectionSet'],
  FragmentDefinition: ['selectionSet'],
  SelectionSet: ['selections'],
  Field: ['selectionSet'],
  InlineFragment: ['selectionSet'],
};

/**
 * Holds every field that a document names against the mask: in all operations and fragments, under aliases, in inline
 * fragments with and without a type, and whatever `@skip` and `@include` say. One field outside refuses the whole.
 *
 * The document must be valid against the schema: a field unknown to it is refused like one outside the mask.
 */
export function permitDocument(
  document: DocumentNode,
  schema: GraphQLSchema,
  mask: FieldMask,
): PermittedDocument | RefusedDocument {
  const refused = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        if (node.name.value === '__typename') return;
        const parent = typeInfo.getParentType();
        const coordinate = `${parent?.name ?? '?'}.${node.name.value}`;
        if (parent && isIntrospectionType(parent)) return;
        if (!typeInfo.getFieldDef()) refused.add(coordinate);
        else if (MASKED_TYPES.has(parent?.name ?? '') && !mask.fields.has(coordinate))
          refused.add(coordinate);
      },
    }),
    ways,
  );
  if (refused.size === 0) return { document, mask };
  const refusedFields = [...refused].sort();
  const deciding = refusedFields.flatMap((field) => mask.refusals.get(field) ?? []);
  // Two agencies may have chosen one id.
  const each = new Map(deciding.map((policy) => [`${policy.agency ?? ''} ${policy.id}`, policy]));
  return { refusedFields, policies: [...each.values()] };
}
