import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LoadTestError } from '../load-test-error.ts';

const manifestFile = fileURLToPath(import.meta.resolve('@hearthgate/schema/documents/manifest.json'));
const manifestSchema = z.record(z.string(), z.string());

/** The `documentId` by which a school's system asks with a trusted document. */
export function documentId(file: string): string {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
  const digest = Object.entries(manifest).find(([, name]) => name === file)?.[0];
  if (digest === undefined) throw new LoadTestError(`${manifestFile} has no ${file}`);
  return `sha256:${digest}`;
}
