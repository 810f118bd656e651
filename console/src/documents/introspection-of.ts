import { readFileSync } from 'node:fs';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';

export const INTROSPECTED = ['audit', 'operator'] as const;

const heading =
  '// Made of schema/SCHEMA.graphql by "npm run documents -w console": what gql.tada infers the types of documents from.\n';

/** The TypeScript types that documents against one of the schemas are held to; nothing of it is there when it runs. */
export function introspectionOf(schema: (typeof INTROSPECTED)[number]): string {
  const sdl = readFileSync(new URL(`../../../schema/${schema}.graphql`, import.meta.url), 'utf8');
  const introspection = introspectionFromSchema(buildSchema(sdl), { descriptions: false });
  const written = outputIntrospectionFile(minifyIntrospection(introspection), {
    fileType: '.d.ts',
    shouldPreprocess: true,
  });
  // Only its two types, without the registration of one schema for a whole project that follows them: there are two.
  const types = /export (type introspection_types[\s\S]*?\n\};\n)/.exec(written)?.[1];
  const root = /export type introspection = \{[\s\S]*?\n\};\n/.exec(written)?.[0];
  if (types === undefined || root === undefined)
    throw new Error('gql.tada writes another form than expected');
  return `${heading.replace('SCHEMA', schema)}${types}\n${root}`;
}
