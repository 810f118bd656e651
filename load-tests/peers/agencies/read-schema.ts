import { readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';
import type { Agency } from './agency-names.ts';

/** An agency's subgraph, in the words of Apollo Federation 2. */
export function readSchema(agency: Agency): DocumentNode {
  return parse(readFileSync(new URL(`${agency}.graphql`, import.meta.url), 'utf8'));
}
