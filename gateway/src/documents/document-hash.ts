import { hash } from 'node:crypto';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';
import { type DocumentNode, Kind, print, visit } from 'graphql';

const trusted = readTrustedDocuments();

const known = new WeakMap<DocumentNode, string>();

/**
 * What a document is known by, at agencies and in records: SHA-256, hex. Of a trusted document, of its text, so that it is the
 * one that its id names. Of any other, of its printed form with every literal left out: the hash of a document that is known
 * but for a student number would give the number away to whoever tries them all.
 *
 * A document that Apollo keeps parsed is hashed once.
 */
export function documentHash(document: DocumentNode): string {
  const hashed = known.get(document) ?? hashOf(document);
  known.set(document, hashed);
  return hashed;
}

function hashOf(document: DocumentNode): string {
  const ofText = sha256(document.loc?.source.body ?? '');
  return trusted.has(`sha256:${ofText}`) ? ofText : sha256(print(withoutLiterals(document)));
}

function withoutLiterals(document: DocumentNode): DocumentNode {
  return visit(document, {
    StringValue: (node) => ({ ...node, value: '', block: false }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, kind: Kind.FLOAT, value: '0.0' }),
  });
}

function sha256(text: string): string {
  return hash('sha256', text);
}
