/** A page that is kept as a picture. `console-NAME.en.png`, `console-NAME.zh-CN.png`. */
export interface ShownPage {
  readonly name: string;
  /** Of the demo; nobody for the page that asks to sign in. */
  readonly person: string | undefined;
  readonly path: string;
}

/** Every page, a line each. */
// prettier-ignore
export const pagesShown: readonly ShownPage[] = [
  { name: 'sign-in', person: undefined, path: '/' },
  { name: 'overview', person: 'lianhe-reviewer', path: '/overview' },
  { name: 'accesses', person: 'lianhe-reviewer', path: '/accesses?client=lianhe-senior-1' },
  { name: 'access', person: 'lianhe-reviewer', path: '/accesses/2' },
  { name: 'students', person: 'lianhe-reviewer', path: '/students' },
  { name: 'unusual', person: 'lianhe-reviewer', path: '/unusual?state=ALL' },
  { name: 'agreement', person: 'lianhe-disability-clerk', path: '/agreement' },
  { name: 'register', person: 'lianhe-disability-clerk', path: '/register' },
  { name: 'requests', person: 'lianhe-disability-clerk', path: '/requests' },
  { name: 'overview', person: 'lianhe-reviewer', path: '/overview' },
  { name: 'accesses', person: 'lianhe-reviewer', path: '/accesses' },
  { name: 'access', person: 'lianhe-reviewer', path: '/accesses/2' },
  { name: 'students', person: 'lianhe-reviewer', path: '/students' },
  { name: 'unusual', person: 'lianhe-reviewer', path: '/unusual' },
  { name: 'student', person: 'lianhe-aid-officer', path: '/student' },
  { name: 'graphiql', person: 'lianhe-center-officer', path: '/graphiql' },
];
