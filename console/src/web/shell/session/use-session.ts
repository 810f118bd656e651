import { useQuery } from '@tanstack/react-query';
import { type SignedIn, sessionQuery } from './session-query.ts';

/** The session of whoever is signed in. For what is shown inside `SessionGate` alone: it throws where there is none. */
export function useSession(): SignedIn {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useSession outside of SessionGate');
  return data;
}
