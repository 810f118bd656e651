import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';

/** `/agreement`: what the agency shares, with whom and for what. */
export const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agreement',
  staticData: {
    page: {
      roles: ['AGENCY_OPERATOR'],
      navigation: { label: { en: 'Agreement', 'zh-CN': '共享协议' }, place: 30 },
    },
  },
  component: lazyRouteComponent(() => import('./agreement-page.tsx'), 'AgreementPage'),
});
