import { createHash } from 'node:crypto';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';

const trusted = new Set(readTrustedDocuments().keys());

/** How a document is sent: by its id where it is trusted, which every client may; else as text. */
export function documentBody(text: string): { readonly documentId: string } | { readonly query: string } {
  const documentId = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return trusted.has(documentId) ? { documentId } : { query: text };
}
