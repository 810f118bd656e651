import { createRouter } from '@tanstack/react-router';
import { pages } from './pages.ts';
import { rootRoute } from './shell/root-route.tsx';

/** Addresses to pages. Filters live in the address, so that it can be kept, sent and reloaded. */
export const router = createRouter({
  routeTree: rootRoute.addChildren(pages),
  defaultPreload: 'intent',
  scrollRestoration: true,
  notFoundMode: 'root',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
