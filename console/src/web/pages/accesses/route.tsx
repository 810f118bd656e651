import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';
import { AccessesPage } from './accesses-page.tsx';
import { accessFilter } from './filter.ts';

export const accessesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accesses',
  validateSearch: accessFilter,
  component: AccessesPage,
  staticData: {
    page: {
      roles: ['PRIVACY_OFFICER'],
      navigation: { label: { en: 'Accesses', 'zh-CN': '访问记录' }, place: 20 },
    },
  },
});
