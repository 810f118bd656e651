import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';

const day = z.iso.date().optional().catch(undefined);

/** `/requests`: who asked the agency for what. The days that are shown live in the address; the last seven unless told. */
export const requestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests',
  validateSearch: z.object({
    /** Calendar days of the browser's time zone, both included. */
    from: day,
    to: day,
    count: z.enum(['requests', 'students']).optional().catch(undefined),
  }),
  staticData: {
    page: {
      roles: ['AGENCY_OPERATOR'],
      navigation: { label: { en: 'Requests', 'zh-CN': '查询记录' }, place: 20 },
    },
  },
  component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
});
