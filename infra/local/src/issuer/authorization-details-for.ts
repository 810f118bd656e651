import type { Purpose } from '@hearthgate/schema';

export interface PurposeRequest {
  readonly purpose: Purpose;
  /** The caller's own file number. Never an ID number or a student number. */
  readonly caseRef?: string | undefined;
}

/**
 * What to ask the issuer for. Bounds and legal basis are left to it: it knows the client's registration, and a caller
 * can only be refused for naming others.
 */
export function authorizationDetailsFor({ purpose, caseRef }: PurposeRequest): readonly object[] {
  return [
    {
      type: 'household-status',
      actions: ['read'],
      purpose,
      ...(caseRef === undefined ? {} : { case_ref: caseRef }),
    },
  ];
}
