import { readFileSync } from 'node:fs';

interface Expected {
  readonly students: Readonly<Record<string, { readonly school: string; readonly outcome: string }>>;
}

const file = new URL('../../../infra/local/demo/lianhe-county/expected.json', import.meta.url);

/** The numbers of a school of the demo county whose students are answered about. */
export function lianheNumbers(school: string): string[] {
  const { students } = JSON.parse(readFileSync(file, 'utf8')) as Expected;
  return Object.entries(students)
    .filter(([, student]) => student.school === school && student.outcome === 'ANSWERED')
    .map(([number]) => number);
}
