import { SPECIAL_GROUPS } from '@hearthgate/schema/vocabulary';
import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '../../shell/root-route.tsx';
import { SCREENING_PURPOSES, SCREENING_ROLES } from '../screenings/screening.ts';
import { ATTENTIONS } from './result-row.ts';
import { ScreeningPage } from './screening-page.tsx';

export const screeningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screenings/$id',
  validateSearch: z.object({
    purpose: z.enum(SCREENING_PURPOSES).optional().catch(undefined),
    show: z.enum(ATTENTIONS).optional().catch(undefined),
    group: z.enum(SPECIAL_GROUPS).optional().catch(undefined),
  }),
  component: ScreeningPage,
  staticData: { page: { roles: SCREENING_ROLES } },
});
