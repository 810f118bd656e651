import { readPolicyTexts } from '@hearthgate/local/agreements';
import { compilePolicies, policyMatrix } from '@hearthgate/policies';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { buildSchema } from 'graphql';
import { installationOf } from './installation-of.ts';
import { matrixMarkdown } from './matrix-markdown.ts';
import { matrixTable } from './matrix-table.ts';

export interface MatrixOptions {
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** Who may see what, as `policy matrix` prints it. Errors: `PolicyError`, `BAD_CONFIGURATION`. */
export function matrixText({ dataDir, json, markdown }: MatrixOptions): string {
  const ofProject = markdown === true && dataDir === undefined;
  const texts = readPolicyTexts(ofProject ? undefined : installationOf(dataDir));
  const cells = policyMatrix(compilePolicies(texts), buildSchema(readPublicSdl()));
  if (json === true) return `${JSON.stringify(cells, null, 2)}\n`;
  return markdown === true ? matrixMarkdown(cells) : matrixTable(cells);
}
