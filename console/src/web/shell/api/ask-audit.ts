import type { TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';
import { askGraphql } from './ask-graphql.ts';
import type { FetchOptions } from './fetch-json.ts';

/** Asks the audit log, as the privacy officer who is signed in. Every question is itself in the log. */
export function askAudit<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  options?: Pick<FetchOptions, 'signal' | 'background'>,
): Promise<Data> {
  return askGraphql('/api/audit/graphql', { query: print(document), variables }, options);
}
