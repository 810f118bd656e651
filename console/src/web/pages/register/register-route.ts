import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';

/** `/register`: how the agency's last import went. Which import is shown, and of its rows which kind, lives in the address. */
export const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register',
  validateSearch: z.object({
    /** When the import that is shown was made; the last one unless told. */
    imported: z.string().optional().catch(undefined),
    rows: z.enum(['rejected', 'warned']).optional().catch(undefined),
  }),
  staticData: {
    page: {
      roles: ['AGENCY_OPERATOR'],
      navigation: { label: { en: 'Register', 'zh-CN': '本部门名册' }, place: 10 },
    },
  },
  component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage'),
});
