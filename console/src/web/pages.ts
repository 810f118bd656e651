import { newScreeningRoute } from './pages/new-screening/route.tsx';
import { screeningRoute } from './pages/screening/route.tsx';
import { screeningsRoute } from './pages/screenings/route.tsx';
import { studentRoute } from './pages/student/route.tsx';
import { homeRoute } from './shell/home-route.tsx';

/** Every page of the console: a line each. What a page is called, and whose it is, its route says (`staticData`). */
export const pages = [homeRoute, screeningsRoute, newScreeningRoute, screeningRoute, studentRoute] as const;
