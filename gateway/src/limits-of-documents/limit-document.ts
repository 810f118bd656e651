import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { LookedUpDocument } from '../documents/look-up-document.ts';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { type DocumentSize, measureDocument } from './measure-document.ts';

const names: Readonly<Record<keyof DocumentSize, string>> = {
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'fields of Query',
  directives: 'directives',
  fragments: 'fragments',
  expandedFields: 'fields once its fragments are spread',
  repeats: 'fields of a name that stands beside them already',
};

/** Documents that were found to be small enough, by their id: a client sends the same few all day. */
const passed = new LRUCache<string, true>({ max: limits.maxKnownDocuments });

/**
 * Refuses a document that would cost too much to validate or to execute, before Apollo sees it: GraphQL's own
 * validation compares fields with each other, and would do so before a rule of ours said no.
 *
 * Does not refuse what is no GraphQL, nor one with too many tokens: Apollo's parser, under the same bound, says so.
 *
 * Errors: `GRAPHQL_VALIDATION_FAILED`, naming the limit.
 */
export function limitDocument({ text, documentId }: Omit<LookedUpDocument, 'body'>): void {
  if (text === undefined || documentId === undefined || passed.has(documentId)) return;
  const document = parsed(text);
  if (!document) return;
  const size = measureDocument(document);
  for (const measure of Object.keys(names) as (keyof DocumentSize)[]) {
    const most = limits.document[measure];
    if (size[measure] > most) {
      throw new Refusal(
        'GRAPHQL_VALIDATION_FAILED',
        `a document may have ${String(most)} ${names[measure]}: split it into several requests`,
      );
    }
  }
  passed.set(documentId, true);
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: limits.maxDocumentTokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
