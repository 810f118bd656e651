import { hash } from 'node:crypto';
import type { Purpose, Role } from './vocabulary.ts';

/** `typ` of a gateway → agency token (draft-ietf-oauth-transaction-tokens). */
export const AGENCY_TOKEN_TYPE = 'txntoken+jwt';

/** On whose behalf a gateway asks. */
export interface AgencyTokenRequester {
  /** The request's uuid: it stands in the gateway's audit leaf too, and `reconcile` joins the two sides by it. */
  readonly txn: string;
  readonly client: string;
  readonly role: Role;
  /** Whether the client proved to hold the key that its token is bound to. */
  readonly assurance: 'bearer' | 'dpop';
  readonly legal_basis: string;
  /** SHA-256 of the document's text, in hex; a trusted document's id without its prefix. */
  readonly document: string;
  /** The field mask's hash, in hex. */
  readonly mask: string;
  /** How many of the call's refs are this requester's: the first so many, after those of the requesters before it. */
  readonly refCount: number;
}

/** What a gateway asserts about one call to one agency; the call may do no more than this. Signed with ES256. */
export interface AgencyTokenClaims {
  /** The gateway's public URL. */
  readonly iss: string;
  /** The agency's public URL. */
  readonly aud: string;
  /** Seconds since the epoch; `exp` is at most 30 s later. */
  readonly iat: number;
  readonly exp: number;
  readonly purpose: Purpose;
  /** The assertion fields that the plan asks of this agency, by the names that the agency governs its schema by. */
  readonly fields: readonly string[];
  readonly policy_hash: string;
  readonly refs_digest: string;
  /** For enrollment: whose roll is asked. */
  readonly roll?: { readonly schoolCode: string } | { readonly divisionCode: string };
  /** In the order of the refs. */
  readonly requesters: readonly AgencyTokenRequester[];
}

/** SHA-256 in base64url over the distinct refs (student numbers for enrollment), sorted by UTF-16 code units, joined by `\n`. */
export function refsDigest(refs: readonly string[]): string {
  return hash('sha256', [...new Set(refs)].sort().join('\n'), 'base64url');
}
