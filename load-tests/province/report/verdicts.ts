import { FULL_PROVINCE_STUDENTS } from '../people/province.ts';
import { cpuPerRow, isRight, type MeasuredSize } from './measured-size.ts';

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
  const wrong = measured.filter((each) => !isRight(each));
  return [
    whole
      ? `- ${held(wallSeconds <= target.seconds)}: 2.31 million in at most ${String(target.seconds)} s: ${wallSeconds.toFixed(1)} s`
      : `- not measured: 2.31 million in at most ${String(target.seconds)} s; at the pace of ${largest.size.toLocaleString('en')} it would take ${scaled.toFixed(0)} s`,
    `- ${held(hungriest.peak <= target.nodeMegabytes)}: no Node process above ${String(target.nodeMegabytes)} MB: ${hungriest.part} had ${hungriest.peak.toFixed(0)} MB`,
    `- ${held(growth <= target.flatWithin)}: the cost of a student is flat: with ${largest.size.toLocaleString('en')} it is ${growth.toFixed(2)} times that with ${smallest.size.toLocaleString('en')}`,
    `- ${held(wrong.length === 0)}: every row of every roster has the answer that it must have`,
  ];
}
