import { readFileSync } from 'node:fs';
import type { PolicyText } from '@hearthgate/policies';
import { PolicyError } from '@hearthgate/policies/policy-error';

/** A policy file of an installation, under its own path in errors. Throws `PolicyError`. */
export function readPolicyFile(path: string, source = path): PolicyText {
  try {
    return { source, text: readFileSync(path, 'utf8') };
  } catch {
    throw new PolicyError(source, 'cannot be read');
  }
}
