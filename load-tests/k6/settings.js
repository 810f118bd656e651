import { SharedArray } from 'k6/data';

/** What the runner decided for this run of k6: addresses, rates, durations, and what an idle request took. */
export const settings = JSON.parse(open(__ENV.SETTINGS));

/** By kind, shared by all virtual users: read once. */
export const questions = Object.fromEntries(
  settings.kinds.map(({ kind }) => [
    kind,
    new SharedArray(kind, () => JSON.parse(open(settings.questionsFile))[kind]),
  ]),
);

/** What every script reports of a trend; nothing else is read by the report. */
export const summaryTrendStats = ['min', 'med', 'avg', 'p(90)', 'p(99)', 'p(99.9)', 'max', 'count'];
