import { fileURLToPath } from 'node:url';
import { policyFolder, type PolicyText } from '@hearthgate/policies';
import { readPolicyFile } from './read-policy-file.ts';

/** A policy file that comes with the project, by its path in `policies/`. Throws `PolicyError`. */
export function readProjectPolicy(file: string): PolicyText {
  return readPolicyFile(fileURLToPath(new URL(file, policyFolder)), `policies/${file}`);
}
