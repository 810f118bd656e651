import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../documents/', import.meta.url);

/** A document that every client may send by its id, whatever else it may. */
export interface TrustedDocument {
  /** Name of the file in `schema/documents`. */
  readonly file: string;
  readonly text: string;
}

/**
 * The trusted documents of `schema/documents/manifest.json`, by `sha256:<hex>` of their text: what a client sends as
 * `documentId`.
 *
 * Throws when a document's text is not the one that the manifest names: an id that somebody reviewed would mean
 * something else.
 */
export function readTrustedDocuments(): ReadonlyMap<string, TrustedDocument> {
  const manifest = JSON.parse(readFileSync(new URL('./manifest.json', folder), 'utf8')) as Record<
    string,
    string
  >;
  return new Map(
    Object.entries(manifest).map(([sha256, file]) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      if (sha256Hex(text) !== sha256) {
        throw new Error(`schema/documents/${file} is not what its manifest names: run "npm run documents"`);
      }
      return [`sha256:${sha256}`, { file, text }];
    }),
  );
}

/** The `documentId` of a file in `schema/documents`, for example `class-status.graphql`. Throws for one that is not there. */
export function trustedDocumentId(file: string): string {
  for (const [id, document] of readTrustedDocuments()) if (document.file === file) return id;
  throw new Error(`no trusted document is called ${file}`);
}

/** The text of a file in `schema/documents`, held against the manifest. Throws for one that is not there. */
export function trustedDocumentText(file: string): string {
  for (const document of readTrustedDocuments().values()) if (document.file === file) return document.text;
  throw new Error(`no trusted document is called ${file}`);
}

/** What the manifest has to be for the files that are there, sorted by file. */
export function documentManifest(): Readonly<Record<string, string>> {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort();
  return Object.fromEntries(
    files.map((file) => [sha256Hex(readFileSync(new URL(file, folder), 'utf8')), file]),
  );
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
