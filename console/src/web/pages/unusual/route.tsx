import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';
import { STATES } from './unusual-query.ts';
import { UnusualPage } from './unusual-page.tsx';

export const unusualRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/unusual',
  validateSearch: z.object({
    state: z
      .enum([...STATES, 'ALL'])
      .optional()
      .catch(undefined),
    after: z
      .string()
      .regex(/^\d{1,16}$/)
      .optional()
      .catch(undefined),
  }),
  component: UnusualPage,
  staticData: {
    page: {
      roles: ['PRIVACY_OFFICER'],
      navigation: { label: { en: 'Unusual access', 'zh-CN': '异常访问' }, place: 40 },
    },
  },
});
