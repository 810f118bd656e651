function refuse(): never {
  throw new Error('no route here has a schema: what comes in is checked by Zod or GraphQL');
}

/**
 * Fastify's `schemaController` for a service whose routes have no JSON schema. Without it Fastify loads compilers for
 * such schemas, a quarter of all that an agency's service loads, and each start would take a quarter longer.
 */
export const withoutRouteSchemas = {
  compilersFactory: { buildValidator: refuse, buildSerializer: refuse },
} as const;
