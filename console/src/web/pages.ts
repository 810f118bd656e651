import { agreementRoute } from './pages/agreement/agreement-route.ts';
import { registerRoute } from './pages/register/register-route.ts';
import { requestsRoute } from './pages/requests/requests-route.ts';
import { homeRoute } from './shell/home-route.tsx';

/** Every page of the console: a line each. What a page is called, and whose it is, its route says (`staticData`). */
// prettier-ignore: a line each, so that two who add a page do not meet in one
export const pages = [homeRoute, registerRoute, requestsRoute, agreementRoute] as const;
