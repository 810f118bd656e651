import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route.tsx';
import { StudentsPage } from './students-page.tsx';

export const studentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/students',
  component: StudentsPage,
  staticData: {
    page: {
      roles: ['PRIVACY_OFFICER'],
      navigation: { label: { en: 'Who asked about a student', 'zh-CN': '谁查询过某学生' }, place: 30 },
    },
  },
});
