import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';
import { SCREENING_PURPOSES, SCREENING_ROLES } from './screening.ts';
import { ScreeningsPage } from './screenings-page.tsx';

export const screeningsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screenings',
  validateSearch: z.object({ purpose: z.enum(SCREENING_PURPOSES).optional().catch(undefined) }),
  component: ScreeningsPage,
  staticData: {
    page: {
      roles: SCREENING_ROLES,
      navigation: { label: { en: 'Screenings', 'zh-CN': '批量核查' }, place: 10 },
    },
  },
});
