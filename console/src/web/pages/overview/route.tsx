import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';
import { OVERVIEW_DAYS, OverviewPage } from './overview-page.tsx';

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/overview',
  validateSearch: z.object({ days: z.literal(OVERVIEW_DAYS).optional().catch(undefined) }),
  component: OverviewPage,
  staticData: {
    page: {
      roles: ['PRIVACY_OFFICER'],
      navigation: { label: { en: 'Overview', 'zh-CN': '概览' }, place: 10 },
    },
  },
});
