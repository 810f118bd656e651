import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';
import { askGraphql } from './ask-graphql.ts';
import type { FetchOptions } from './fetch-json.ts';

/** Asks the agency of whoever is signed in, about itself. */
export function askAgency<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  options?: Pick<FetchOptions, 'signal' | 'background'>,
): Promise<Data> {
  return askGraphql('/api/agency/graphql', { query: print(document), variables }, options);
}
