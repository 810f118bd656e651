import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';
import { SCREENING_ROLES } from '../screenings/screening.ts';
import { StudentPage } from './student-page.tsx';

export const studentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/student',
  component: StudentPage,
  staticData: {
    page: {
      roles: SCREENING_ROLES,
      navigation: { label: { en: 'One student', 'zh-CN': '单个学生' }, place: 20 },
    },
  },
});
