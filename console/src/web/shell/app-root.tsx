import { Outlet, useMatches } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { AppLayout } from './layout/app-layout.tsx';
import { NotForYou } from './not-for-you.tsx';
import type { PageInfo } from './page-info.ts';
import { isPageFor } from './pages-for.ts';
import { SessionGate } from './session/session-gate.tsx';
import { useSession } from './session/use-session.ts';
import { LoadingState } from './states/loading-state.tsx';

/** Around every page: who is signed in, the layout, and whether the page is theirs. */
export function AppRoot(): ReactNode {
  return (
    <SessionGate>
      <AppLayout>
        <OwnPage />
      </AppLayout>
    </SessionGate>
  );
}

function OwnPage(): ReactNode {
  const session = useSession();
  const pages: PageInfo[] = useMatches({
    select: (matches) => matches.flatMap(({ staticData }) => (staticData.page ? [staticData.page] : [])),
    structuralSharing: false,
  });
  if (pages.some((page) => !isPageFor(page, session))) return <NotForYou />;
  return (
    <Suspense fallback={<LoadingState />}>
      <Outlet />
    </Suspense>
  );
}
