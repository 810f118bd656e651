import { createRoute, Navigate, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from './page-title.tsx';
import { pagesFor } from './pages-for.ts';
import { rootRoute } from './root-route.tsx';
import { useSession } from './session/use-session.ts';
import { EmptyState } from './states/empty-state.tsx';
import { useShellTexts } from './texts.ts';

/** `/`: to the first page of whoever is signed in. */
export const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home });

function Home(): ReactNode {
  const text = useShellTexts();
  const { routesById } = useRouter();
  const [first] = pagesFor(Object.values(routesById), useSession());
  if (first) return <Navigate to={first.path} replace />;
  return (
    <>
      <PageTitle title={text('welcome')} />
      <EmptyState title={text('noPages')} advice={text('noPagesAdvice')} />
    </>
  );
}
