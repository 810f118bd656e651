export { register } from './register.ts';
export { schools } from './schools.ts';
export { serveEnrollment } from './serve-enrollment.ts';
