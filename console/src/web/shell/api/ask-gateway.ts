import manifest from '@hearthgate/schema/documents/manifest.json' with { type: 'json' };
import type { Purpose } from '@hearthgate/schema/vocabulary';
import { askGraphql } from './ask-graphql.ts';
import type { FetchOptions } from './fetch-json.ts';

export interface GatewayQuestion {
  /** The file of schema/documents that is asked by: `student-status.graphql`. */
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** What for: the token of this question is good for nothing else. */
  readonly purpose: Purpose;
}

const digests = new Map(Object.entries(manifest).map(([digest, file]) => [file, digest]));

/** Asks the gateway by a trusted document, as whoever is signed in. Every question is in the audit log. */
export function askGateway<Data>(
  { document, variables = {}, purpose }: GatewayQuestion,
  options?: Pick<FetchOptions, 'signal' | 'background'>,
): Promise<Data> {
  const digest = digests.get(document);
  if (digest === undefined) throw new Error(`no trusted document is called ${document}`);
  return askGraphql('/api/graphql', { documentId: `sha256:${digest}`, variables, purpose }, options);
}
