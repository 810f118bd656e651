import { FULL_PROVINCE_STUDENTS } from '../people/province.ts';
import { cpuPerRow, isComplete, isRight, type MeasuredSize } from './measured-size.ts';

/** What a screening of a province's roster is to reach, on two cores. */
const target = { seconds: 60, nodeMegabytes: 512, flatWithin: 1.25 } as const;

/** Parts that are no single Node process. */
const others = new Set(['postgres']);

const held = (is: boolean): string => (is ? 'held' : '**not held**');
const megabytes = (bytes: number): number => bytes / 1_000_000;

/** The targets, each with what was measured: a line each. */
export function verdicts(measured: readonly MeasuredSize[]): string[] {
  const one = measured.filter(({ workers }) => workers === measured[0]?.workers);
  const [smallest, largest] = [one[0], one.at(-1)];
  if (smallest === undefined || largest === undefined) return [];
  const { wallSeconds } = largest.run;
  const scaled = (wallSeconds * FULL_PROVINCE_STUDENTS) / largest.size;
  const whole = largest.size === FULL_PROVINCE_STUDENTS;
  const node = measured.flatMap(({ run }) =>
    Object.entries(run.use)
      .filter(([part]) => !others.has(part))
      .map(([part, { peakMemoryBytes }]) => ({ part, peak: megabytes(peakMemoryBytes) })),
  );
  const hungriest = node.reduce((most, each) => (each.peak > most.peak ? each : most));
  const growth = cpuPerRow(largest) / cpuPerRow(smallest);
  const incomplete = measured.filter((each) => !isComplete(each));
  const several = measured.filter((each) => each.workers > largest.workers && each.size === largest.size);
  return [
    whole
      ? `- ${held(wallSeconds <= target.seconds)}: 2.31 million in at most ${String(target.seconds)} s: ${wallSeconds.toFixed(1)} s`
      : `- not measured: 2.31 million in at most ${String(target.seconds)} s; at the pace of ${largest.size.toLocaleString('en')} it would take ${scaled.toFixed(0)} s`,
    `- ${held(hungriest.peak <= target.nodeMegabytes)}: no Node process above ${String(target.nodeMegabytes)} MB: ${hungriest.part} had ${hungriest.peak.toFixed(0)} MB`,
    `- ${held(growth <= target.flatWithin)}: the cost of a student is flat: with ${largest.size.toLocaleString('en')} it is ${growth.toFixed(2)} times that with ${smallest.size.toLocaleString('en')}`,
    `- ${held(measured.every(isRight))}: no row of any roster has an answer that it must not have, and every row is there`,
    `- ${held(incomplete.length === 0)}: every agency answered about everybody`,
    ...several.map(
      ({ workers, run }) =>
        `- ${largest.size.toLocaleString('en')} rows take ${String(workers)} workers ${(run.wallSeconds / wallSeconds).toFixed(2)} times as long as one`,
    ),
  ];
}
