import { hash } from 'node:crypto';
import type { TrustedDocument } from '@hearthgate/schema/trusted-documents';
import type { ClientSettings } from '../clients/client-directory.ts';
import { Refusal } from '../errors.ts';

export interface LookUpDocumentOptions {
  /** Any JSON that a caller sent. */
  readonly body: unknown;
  readonly settings: Pick<ClientSettings, 'adHocQueries'>;
  /** By `sha256:<hex>` of their text. */
  readonly trusted: ReadonlyMap<string, TrustedDocument>;
}

/** A request body as GraphQL over HTTP has it, whose document the client may send. */
export interface LookedUpDocument {
  readonly body: unknown;
  /** The document's text; undefined where the body has none, which Apollo refuses. */
  readonly text: string | undefined;
  /** `sha256:<hex>` of the text. */
  readonly documentId: string | undefined;
}

/**
 * Puts a trusted document's text in the place of its `documentId`. Text that a client wrote itself passes only when the
 * client may send ad-hoc queries; where id and text are both given, the text must be the document's.
 *
 * Does not check the shape of the rest of the body: Apollo does.
 *
 * Errors: `DOCUMENT_NOT_TRUSTED`; `BAD_USER_INPUT` for a `documentId` that is none.
 */
export function lookUpDocument({ body, settings, trusted }: LookUpDocumentOptions): LookedUpDocument {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { body, text: undefined, documentId: undefined };
  }
  const { documentId, query, ...rest } = body as Readonly<Record<string, unknown>>;
  if (documentId !== undefined && documentId !== null) {
    const { text, id } = trustedDocument(documentId, trusted);
    if (query !== undefined && query !== null && query !== text) {
      throw new Refusal(
        'DOCUMENT_NOT_TRUSTED',
        'query is not the document that documentId names: leave it out',
      );
    }
    return { body: { ...rest, query: text }, text, documentId: id };
  }
  if (query === undefined || query === null) {
    throw new Refusal(
      'BAD_USER_INPUT',
      'send documentId, or query where the client may send queries of its own',
    );
  }
  if (!settings.adHocQueries) {
    throw new Refusal(
      'DOCUMENT_NOT_TRUSTED',
      'this client may send trusted documents only: documentId instead of query, of schema/documents/manifest.json',
    );
  }
  if (typeof query !== 'string') return { body, text: undefined, documentId: undefined };
  return { body, text: query, documentId: idOf(query) };
}

function trustedDocument(
  documentId: unknown,
  trusted: ReadonlyMap<string, TrustedDocument>,
): { readonly text: string; readonly id: string } {
  if (typeof documentId !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(documentId)) {
    throw new Refusal('BAD_USER_INPUT', 'documentId is sha256: and 64 lower-case hexadecimal digits');
  }
  const document = trusted.get(documentId);
  if (!document) {
    throw new Refusal(
      'DOCUMENT_NOT_TRUSTED',
      'no trusted document has this documentId: those of this gateway are in schema/documents/manifest.json',
    );
  }
  return { text: document.text, id: documentId };
}

function idOf(text: string): string {
  return `sha256:${hash('sha256', text)}`;
}
