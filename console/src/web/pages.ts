import { accessRoute } from './pages/access/route.tsx';
import { accessesRoute } from './pages/accesses/route.tsx';
import { agreementRoute } from './pages/agreement/agreement-route.ts';
import { graphiqlRoute } from './pages/graphiql/graphiql-route.ts';
import { newScreeningRoute } from './pages/new-screening/route.tsx';
import { overviewRoute } from './pages/overview/route.tsx';
import { registerRoute } from './pages/register/register-route.ts';
import { requestsRoute } from './pages/requests/requests-route.ts';
import { screeningRoute } from './pages/screening/route.tsx';
import { screeningsRoute } from './pages/screenings/route.tsx';
import { studentRoute } from './pages/student/route.tsx';
import { studentsRoute } from './pages/students/route.tsx';
import { unusualRoute } from './pages/unusual/route.tsx';
import { homeRoute } from './shell/home-route.tsx';

/**
 * Every page of the console. What a page is called, and whose it is, its route says (`staticData`). A line each, so that
 * two who add a page do not meet in one.
 */
// prettier-ignore
export const pages = [
  homeRoute,
  accessRoute,
  accessesRoute,
  agreementRoute,
  graphiqlRoute,
  newScreeningRoute,
  overviewRoute,
  registerRoute,
  requestsRoute,
  screeningRoute,
  screeningsRoute,
  studentRoute,
  studentsRoute,
  unusualRoute,
] as const;
