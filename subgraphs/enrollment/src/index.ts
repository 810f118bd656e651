export { register } from './register.ts';
export { schools } from './schools.ts';
