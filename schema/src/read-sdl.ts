import { readFileSync } from 'node:fs';
import type { AgencyName } from './vocabulary.ts';

/** The text of `schema/public.graphql`: all that a client can name. */
export function readPublicSdl(): string {
  return readFileSync(new URL('../public.graphql', import.meta.url), 'utf8');
}

/** The text of `schema/agencies/<agency>.graphql`: the assertions that the agency shares with gateways, and no more. */
export function readAgencySdl(agency: AgencyName): string {
  return readFileSync(new URL(`../agencies/${agency}.graphql`, import.meta.url), 'utf8');
}

/** The text of `schema/audit.graphql`: what a privacy officer can ask the audit log. */
export function readAuditSdl(): string {
  return readFileSync(new URL('../audit.graphql', import.meta.url), 'utf8');
}

/** The text of `schema/operator.graphql`: what an agency's operator can ask it about itself. */
export function readOperatorSdl(): string {
  return readFileSync(new URL('../operator.graphql', import.meta.url), 'utf8');
}
