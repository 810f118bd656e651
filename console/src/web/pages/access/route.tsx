import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';
import { AccessPage } from './access-page.tsx';

const index = z.string().regex(/^(0|[1-9]\d{0,15})$/);

export const accessRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accesses/$index',
  params: {
    parse: (params) => ({ index: index.safeParse(params.index).data ?? '' }),
    stringify: (params) => params,
  },
  component: AccessPage,
  staticData: { page: { roles: ['PRIVACY_OFFICER'] } },
});
