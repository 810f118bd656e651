import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';

/** `/graphiql`: queries of one's own, for whoever may send them. What for, lives in the address; what is asked, nowhere. */
export const graphiqlRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/graphiql',
  validateSearch: z.object({
    purpose: z.enum(['AID_ELIGIBILITY', 'FEE_WAIVER', 'ENROLLMENT_CHECK']).optional().catch(undefined),
  }),
  staticData: {
    page: {
      roles: ['SCHOOL_AID_OFFICE', 'UNIVERSITY_AID_OFFICE', 'AID_CENTER'],
      adHocOnly: true,
      navigation: { label: { en: 'GraphiQL', 'zh-CN': 'GraphiQL 查询' }, place: 90 },
    },
  },
  component: lazyRouteComponent(() => import('./graphiql-page.tsx'), 'GraphiqlPage'),
});
