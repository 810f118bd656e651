import { homeRoute } from './shell/home-route.tsx';

/** Every page of the console: a line each. What a page is called, and whose it is, its route says (`staticData`). */
export const pages = [homeRoute] as const;
