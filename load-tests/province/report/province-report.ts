import { machine } from '../../report/machine.ts';
import { markdownTable } from '../../report/markdown-table.ts';
import type { Plot } from '../../report/plot.ts';
import { type Province, REGISTER_PEOPLE, registerPeople } from '../people/province.ts';
import { schoolsOf } from '../people/school-of.ts';
import { cpuPerRow, isRight, type MeasuredSize } from './measured-size.ts';
import { verdicts } from './verdicts.ts';

export interface ProvinceReportOptions {
  readonly province: Province;
  /** By workers, then by size. */
  readonly measured: readonly MeasuredSize[];
  readonly plots: readonly Plot[];
  /** Of the minute before the run: what others did on this machine. */
  readonly loadAverage: number;
  readonly quick: boolean;
}

const count = (n: number): string => n.toLocaleString('en');
const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0);
const nameOf = ({ size, workers }: MeasuredSize): string =>
  `${count(size)}, ${workers === 1 ? '1 worker' : `${String(workers)} workers`}`;

/** The results of a run as Markdown, for `results/province.md`. */
export function provinceReport(options: ProvinceReportOptions): string {
  const { province, measured, plots, loadAverage, quick } = options;
  // A second worker is part of some runs only.
  const parts = [...new Set(measured.flatMap(({ run }) => Object.keys(run.use)))];
  const cellOf = (each: MeasuredSize, part: string, text: string): string =>
    each.run.use[part] === undefined ? '–' : text;
  return `${[
    '# A province’s roster',
    `${new Date().toISOString().slice(0, 10)}, ${machine()}. ${description(province)} The system, its Postgres and the client that screens share this machine, whose load average was ${loadAverage.toFixed(1)} before they were started.`,
    ...(quick ? ['**A quick run: it shows that everything works; its numbers mean little.**'] : []),
    '## Against the target',
    verdicts(measured).join('\n'),
    'The floor is one join of the roll and the registers in one database, which took 2.4 s for 2.31 million students on two cores, in a sitting of its own: the price of not having such a database is what stands above it.',
    '## By size',
    'From the first byte of the roster to the last of its results. Small rosters are screened several times: the one in the middle counts, and in parentheses stand the quickest and the slowest; what was wrong or incomplete is that of the worst. Leaves: of the audit log, and how many of them are for the client’s own requests, most of which ask how far it is. Refused: answered with 503, because the system had too much to do, and sent again.',
    timeTable(measured),
    ...measured.filter((each) => !isRight(each)).map(faults),
    '## CPU, µs a row',
    'Of user and system time. Postgres is one cluster for all agencies, the gateway and the issuer. The client’s is not in the sum.',
    markdownTable(
      ['roster', ...parts, 'all but the client'],
      measured.map((each) => [
        nameOf(each),
        ...parts.map((part) => cellOf(each, part, cpuPerRow(each, part).toFixed(1))),
        cpuPerRow(each).toFixed(1),
      ]),
    ),
    '## Peak memory, MB',
    'Of a Node process the most since it started, as the kernel counts it; of Postgres the most of all sessions together, shared buffers once, of samples every second. The client has also written the rosters and checked the results.',
    markdownTable(
      ['roster', ...parts],
      measured.map((each) => [
        nameOf(each),
        ...parts.map((part) => cellOf(each, part, megabytes(each.run.use[part]?.peakMemoryBytes ?? 0))),
      ]),
    ),
    '## What was found',
    'Of the largest roster, as its results and its summary say and as the truth has it.',
    foundTable(measured),
    ...plots.map(({ name }) => `![${name}](${name}.svg)`),
  ].join('\n\n')}\n`;
}

function description(province: Province): string {
  const registers = Object.keys(REGISTER_PEOPLE) as (keyof typeof REGISTER_PEOPLE)[];
  const sizes = registers.map((name) => `${name} ${count(registerPeople(name, province))}`).join(', ');
  return (
    `A generated province of ${count(province.students)} students in ${count(schoolsOf(province).length)} schools, ` +
    `seed ${String(province.seed)}, imported by the agencies’ own importer; people on the registers: ${sizes}. ` +
    'About one student or guardian in ten stands on one.'
  );
}

function timeTable(measured: readonly MeasuredSize[]): string {
  return markdownTable(
    [
      'roster',
      'wall, s',
      'upload, s',
      'answers, s',
      'download, s',
      'wall, µs a row',
      'leaves',
      'of requests',
      'refused',
      'wrong rows',
      'incomplete rows',
    ],
    measured.map((each) => {
      const { uploadedSeconds, completedSeconds, wallSeconds, leaves, requests, refusals } = each.run;
      return [
        nameOf(each),
        wallOf(each),
        uploadedSeconds.toFixed(2),
        (completedSeconds - uploadedSeconds).toFixed(2),
        (wallSeconds - completedSeconds).toFixed(2),
        ((wallSeconds * 1_000_000) / each.size).toFixed(1),
        count(leaves),
        count(requests - refusals),
        count(refusals),
        count(each.checked.wrongRows),
        count(each.checked.incompleteRows),
      ];
    }),
  );
}

function wallOf({ run, wallSeconds }: MeasuredSize): string {
  const [quickest, slowest] = [wallSeconds[0] ?? 0, wallSeconds.at(-1) ?? 0];
  const range = wallSeconds.length > 1 ? ` (${quickest.toFixed(2)}–${slowest.toFixed(2)})` : '';
  return run.wallSeconds.toFixed(2) + range;
}

function faults(each: MeasuredSize): string {
  const { wrongRows, firstWrong } = each.checked;
  return [
    `**${nameOf(each)}: not right.**`,
    ...(wrongRows > 0 ? [`- ${count(wrongRows)} rows; the first: ${firstWrong ?? ''}`] : []),
    ...each.wrongCounts.map((line) => `- summary, ${line}`),
  ].join('\n');
}

function foundTable(measured: readonly MeasuredSize[]): string {
  const largest = measured.reduce((most, each) => (each.size > most.size ? each : most));
  const { rows, students, outcomes, findings, specialGroups, complete } = largest.checked.expected;
  return markdownTable(
    [nameOf(largest), 'rows'],
    [
      ['all', count(rows)],
      ['distinct students', count(students)],
      ...Object.entries(outcomes).map(([outcome, n]) => [`\`${outcome}\``, count(n)]),
      ['complete', count(complete)],
      ...Object.entries(findings).map(([finding, answers]) => [
        `${finding} YES / UNKNOWN`,
        `${count(answers['YES'] ?? 0)} / ${count(answers['UNKNOWN'] ?? 0)}`,
      ]),
      ...Object.entries(specialGroups)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([group, n]) => [`\`${group}\``, count(n)]),
    ],
  );
}
