import { writeFileSync } from 'node:fs';
import { documentManifest } from './trusted-documents.ts';

// `npm run documents`: after a document in schema/documents was added or changed.
const file = new URL('../documents/manifest.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(documentManifest(), null, 2)}\n`);
