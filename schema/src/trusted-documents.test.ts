import { readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, validate, visit } from 'graphql';
import { expect, test } from 'vitest';
import { readPublicSdl } from './read-sdl.ts';
import { documentManifest, readTrustedDocuments, trustedDocumentId } from './trusted-documents.ts';

test('the manifest names every document by its digest, and nothing else', () => {
  const manifest = readFileSync(new URL('../documents/manifest.json', import.meta.url), 'utf8');
  expect(JSON.parse(manifest), 'run "npm run documents"').toEqual(documentManifest());
});

test.each([...readTrustedDocuments().values()])(
  '$file is valid, and holds no literal and no introspection',
  ({ text }) => {
    const document = parse(text);
    expect(validate(buildSchema(readPublicSdl()), document)).toEqual([]);
    // Exactly one operation: a client need not name it.
    expect(document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)).toHaveLength(1);
    visit(document, {
      StringValue: () => {
        expect.fail('a literal');
      },
      Field: ({ name }) => {
        expect(name.value).not.toMatch(/^__(schema|type)$/);
      },
    });
  },
);

test('a document is found by its id, and its id by its file', () => {
  const id = trustedDocumentId('class-status.graphql');
  expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(readTrustedDocuments().get(id)?.text).toContain('query ClassStatus(');
  expect(() => trustedDocumentId('none.graphql')).toThrow('no trusted document is called none.graphql');
});
