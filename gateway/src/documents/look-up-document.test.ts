import { createHash } from 'node:crypto';
import { readTrustedDocuments, trustedDocumentId } from '@hearthgate/schema/trusted-documents';
import { expect, test } from 'vitest';
import { type LookedUpDocument, lookUpDocument } from './look-up-document.ts';

const trusted = readTrustedDocuments();
const id = trustedDocumentId('registers.graphql');
const text = trusted.get(id)!.text;
const variables = { n: 1 };

const lookUp = (body: unknown, adHocQueries = false): LookedUpDocument =>
  lookUpDocument({ body, settings: { adHocQueries }, trusted });

test('an id becomes its text, with what else the request has', () => {
  const looked = lookUp({ documentId: id, variables, operationName: 'Registers' });
  expect(looked).toEqual({
    body: { query: text, variables, operationName: 'Registers' },
    text,
    documentId: id,
  });
});

test('id and text that belong together pass, for everybody', () => {
  expect(lookUp({ documentId: id, query: text }).body).toEqual({ query: text });
  expect(lookUp({ documentId: id, query: null }).body).toEqual({ query: text });
});

test('a client’s own text passes only where the client may send it, under the digest of its text', () => {
  const query = '{ registers { agency } }';
  expect(lookUp({ query, variables }, true)).toEqual({
    body: { query, variables },
    text: query,
    documentId: `sha256:${createHash('sha256').update(query).digest('hex')}`,
  });
  expect(() => lookUp({ query, variables })).toThrow(
    expect.objectContaining({
      code: 'DOCUMENT_NOT_TRUSTED',
      httpStatus: 403,
      message:
        'this client may send trusted documents only: documentId instead of query, of schema/documents/manifest.json',
    }),
  );
});

test('also a trusted document’s text, sent as text, is a query of the client’s own', () => {
  expect(() => lookUp({ query: text })).toThrow(expect.objectContaining({ code: 'DOCUMENT_NOT_TRUSTED' }));
  expect(lookUp({ query: text }, true).documentId).toBe(id);
});

test.each([false, true])(
  'an id that does not name the text beside it is refused (ad-hoc queries: %s)',
  (may) => {
    expect(lookUp({ documentId: id, query: text }, may)).toBeDefined();
    for (const query of [`${text} `, '{ __typename }', '', 1, {}, [text]]) {
      expect(() => lookUp({ documentId: id, query }, may)).toThrow(
        expect.objectContaining({ code: 'DOCUMENT_NOT_TRUSTED' }),
      );
    }
  },
);

test.each([false, true])('an id that nobody knows is refused (ad-hoc queries: %s)', (may) => {
  const unknown = id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  for (const body of [{ documentId: unknown }, { documentId: unknown, query: text }]) {
    expect(() => lookUp(body, may)).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_NOT_TRUSTED', httpStatus: 403 }),
    );
  }
});

test.each([
  id.slice('sha256:'.length),
  id.toUpperCase(),
  `${id} `,
  `${id}\n`,
  '',
  1,
  true,
  {},
  [id],
  'toString',
])('%j is no id', (documentId) => {
  expect(() => lookUp({ documentId })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test('a body without a document is refused, and told what to send', () => {
  for (const body of [{}, { variables }, { query: null }, { documentId: null, query: null }]) {
    expect(() => lookUp(body)).toThrow(/^send documentId, or query/);
    expect(() => lookUp(body, true)).toThrow(/^send documentId, or query/);
  }
});

test('of a body that is no object, or a query that is no text, no document comes', () => {
  for (const body of [null, 1, 'text', [], [{ documentId: id }], [{ query: text }]]) {
    expect(lookUp(body)).toEqual({ body, text: undefined, documentId: undefined });
  }
  expect(lookUp({ query: 1 }, true)).toEqual({ body: { query: 1 }, text: undefined, documentId: undefined });
  expect(() => lookUp({ query: 1 })).toThrow(expect.objectContaining({ code: 'DOCUMENT_NOT_TRUSTED' }));
});

test('nothing by the names of an object’s own members slips in', () => {
  const body = JSON.parse(`{"documentId":"${id}","__proto__":{"query":"{ own }"}}`) as unknown;
  expect((lookUp(body).body as { query: string }).query).toBe(text);
  const only = JSON.parse('{"__proto__":{"query":"{ own }"}}') as unknown;
  expect(() => lookUp(only)).toThrow(/^send documentId/);
});
