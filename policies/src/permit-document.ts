import {
  type DocumentNode,
  type GraphQLSchema,
  isIntrospectionType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { FieldMask, ViewField } from './mask-fields.ts';

/** A document all of whose fields the mask holds. Only `permitDocument` makes one, and only from one a plan is made. */
export interface PermittedDocument {
  readonly document: DocumentNode;
  readonly mask: FieldMask;
}

export interface RefusedDocument {
  /** The fields outside the mask, as `Type.field`, each once, sorted. */
  readonly refusedFields: readonly string[];
}

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
        else if (parent?.name === 'HouseholdStatus' && !mask.viewFields.has(node.name.value as ViewField)) {
          refused.add(coordinate);
        }
      },
    }),
  );
  return refused.size > 0 ? { refusedFields: [...refused].sort() } : { document, mask };
}
