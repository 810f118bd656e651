import type { AgencyTokenClaims } from '@hearthgate/schema';
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';

/** What one root field asks about. */
export interface RootQuestion {
  /** Pseudonyms, one or many in a text; student numbers at enrollment. */
  readonly refs: readonly string[];
  /** How many they stand for. */
  readonly subjects: number;
  readonly roll?: AgencyTokenClaims['roll'];
}

/** How an agency's schema is governed by the fields that tokens name. */
export interface GovernedFields {
  /**
   * The token's field that lets a query name a field of the schema, by the path of field names that leads to it:
   * `personsByOrphansRef.orphans.asOf` → `orphans`.
   */
  readonly fieldOfPath: Readonly<Record<string, string>>;
  /** What a root field asks about, from its coerced arguments. */
  readonly questionOf: (values: Readonly<Record<string, unknown>>) => RootQuestion;
}

/**
 * Throws unless every field of the schema is governed, so that a field added to it cannot be asked by accident, and
 * nothing else is.
 */
export function requireGoverned(schema: GraphQLSchema, { fieldOfPath }: GovernedFields): void {
  const queryType = schema.getQueryType();
  const paths = queryType ? pathsOf(queryType, '') : [];
  const free = paths.filter((path) => !Object.hasOwn(fieldOfPath, path));
  const idle = Object.keys(fieldOfPath).filter((path) => !paths.includes(path));
  if (free.length > 0 || idle.length > 0) {
    throw new Error(
      `fields that no token governs: ${free.join(', ')}; not in the schema: ${idle.join(', ')}`,
    );
  }
}

function pathsOf(type: GraphQLObjectType, prefix: string): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const path = `${prefix}${field.name}`;
    const inner = getNamedType(field.type);
    return [path, ...(isObjectType(inner) ? pathsOf(inner, `${path}.`) : [])];
  });
}
