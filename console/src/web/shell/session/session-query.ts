import type { Role } from '@hearthgate/schema/vocabulary';
import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { setCsrfToken } from '../api/csrf-token.ts';
import { fetchJson } from '../api/fetch-json.ts';

/** Who is signed in, as `GET /api/session` says. */
export interface SignedIn {
  readonly user: { readonly username: string; readonly role: Role; readonly location: string };
  readonly csrfToken: string;
  readonly expiresAt: string;
  /** May ask about students of a roll of their own. */
  readonly screening: boolean;
  readonly adHocQueries: boolean;
}

/** The session, or `null` where nobody is signed in. Looked at again every minute, so that its end is noticed. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 10_000,
  refetchInterval: ({ state }) => (state.data ? 60_000 : false),
  refetchOnWindowFocus: ({ state }) => Boolean(state.data),
  // The document itself says where nobody is signed in.
  initialData: (): SignedIn | null | undefined => (isNobodySignedIn() ? null : undefined),
  queryFn: async ({ signal }): Promise<SignedIn | null> => {
    try {
      const session = await fetchJson<SignedIn>('/api/session', { signal });
      setCsrfToken(session.csrfToken);
      return session;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') return null;
      throw error;
    }
  },
});

function isNobodySignedIn(): boolean {
  return document.querySelector<HTMLMetaElement>('meta[name="hearthgate-session"]')?.content === 'none';
}
