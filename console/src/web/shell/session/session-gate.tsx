import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../states/error-state.tsx';
import { LoadingState } from '../states/loading-state.tsx';
import { sessionQuery } from './session-query.ts';
import { SignInPage } from './sign-in-page.tsx';

export interface SessionGateProps {
  readonly children: ReactNode;
}

/** Shows its children to whoever is signed in, and the way to sign in to everybody else. */
export function SessionGate({ children }: SessionGateProps): ReactNode {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <LoadingState />;
  if (session.data === undefined)
    return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  return session.data === null ? <SignInPage /> : children;
}
