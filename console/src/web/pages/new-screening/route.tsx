import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';
import { SCREENING_ROLES } from '../screenings/screening.ts';
import { NewScreeningPage } from './new-screening-page.tsx';

export const newScreeningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screenings/new',
  component: NewScreeningPage,
  staticData: { page: { roles: SCREENING_ROLES } },
});
