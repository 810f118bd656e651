import { textTable } from '../text-table.ts';
import type { ScreenedRoster } from './screen-roster.ts';
import { answers } from './screening-summary.ts';

/** A screening's counts for people, and what they rest on. */
export function screeningTable({ summary, unanswered }: ScreenedRoster): string {
  const { outcomes, findings, specialGroups = {}, qualifies, complete, incomplete } = summary;
  const counts = [
    ['rows', count(summary.rows)],
    ...Object.entries(outcomes).map(([outcome, n]) => [`  ${outcome}`, count(n)]),
    ...(complete === undefined ? [] : [['complete', count(complete)]]),
    ...(incomplete === undefined ? [] : [['incomplete', count(incomplete)]]),
    ...Object.entries(specialGroups).map(([group, n]) => [group, count(n)]),
  ];
  const asked = Object.entries({ ...findings, ...(qualifies ? { qualifies } : {}) });
  const findingRows = asked.map(([name, byAnswer]) => [
    name,
    ...answers.map((answer) => count(byAnswer[answer])),
  ]);
  const registers = summary.registers.map((register) => [
    register.agency,
    register.asOf,
    count(register.accepted),
    count(register.rejected),
  ]);
  return [
    `${summary.roster}: screened into ${summary.results}\n`,
    textTable(counts),
    ...(asked.length > 0 ? ['\n', textTable([['FINDING', ...answers], ...findingRows])] : []),
    ...(unanswered > 0
      ? [
          `an agency did not answer about ${count(unanswered)} students, who are UNKNOWN: the same command with --resume asks again\n`,
        ]
      : []),
    '\n',
    textTable([['REGISTER', 'AS OF', 'ACCEPTED', 'REJECTED'], ...registers]),
    ...summary.registersMissing.map((agency) => `${agency} did not answer, or holds no register\n`),
    ...summary.registersChanged.map((agency) => `${agency} replaced its register during the screening\n`),
  ].join('');
}

function count(n: number): string {
  return n.toLocaleString('en');
}
