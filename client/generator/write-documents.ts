import { writeFile } from 'node:fs/promises';
import { documentModules } from './document-modules.ts';

// `npm run documents`: after a document in schema/documents or the public schema was changed.
const folder = new URL('../src/documents/', import.meta.url);
for (const [file, text] of await documentModules()) await writeFile(new URL(file, folder), text);
