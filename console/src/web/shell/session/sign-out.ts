import { fetchJson } from '../api/fetch-json.ts';

/** Ends the session here and at the issuer; the browser goes on to the issuer's page, and comes back. */
export async function signOut(): Promise<void> {
  const { location } = await fetchJson<{ readonly location: string }>('/sign-out', { method: 'POST' });
  window.location.assign(location);
}
