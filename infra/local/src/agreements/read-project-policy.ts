import { fileURLToPath } from 'node:url';
import type { PolicyText } from '@hearthgate/policies';
import { policyFolder } from '@hearthgate/policies/files';
import { readPolicyFile } from './read-policy-file.ts';

/** A policy file that comes with the project, by its path in `policies/`. Throws `PolicyError`. */
export function readProjectPolicy(file: string): PolicyText {
  return readPolicyFile(fileURLToPath(new URL(file, policyFolder)), `policies/${file}`);
}
