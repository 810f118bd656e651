import { accessRoute } from './pages/access/route.tsx';
import { accessesRoute } from './pages/accesses/route.tsx';
import { overviewRoute } from './pages/overview/route.tsx';
import { studentsRoute } from './pages/students/route.tsx';
import { unusualRoute } from './pages/unusual/route.tsx';
import { homeRoute } from './shell/home-route.tsx';

/** Every page of the console: a line each. What a page is called, and whose it is, its route says (`staticData`). */
export const pages = [
  homeRoute,
  overviewRoute,
  accessesRoute,
  accessRoute,
  studentsRoute,
  unusualRoute,
] as const;
