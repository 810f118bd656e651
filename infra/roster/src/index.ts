// Rosters in and results out, as the gateway and the command line both read and write them.
export { type Outcome, OUTCOMES } from './outcome.ts';
export { findingColumns, type FindingField, resultHeader } from './result-columns.ts';
export { rosterColumns, STUDENT_NUMBER } from './roster-columns.ts';
