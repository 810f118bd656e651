import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { demoExpectations, demoRoster } from './demo-files.ts';

const expectations = z.object({
  students: z.record(z.string(), z.object({ groups: z.array(z.string()).optional() })),
});

/** A student number of a demo school's roster, of one whose household some register knows: an answer worth seeing. */
export function pickDemoStudent(school: string): string | undefined {
  const { students } = expectations.parse(JSON.parse(readFileSync(demoExpectations, 'utf8')));
  const numbers = readFileSync(demoRoster(school), 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');
  return numbers.find((number) => (students[number]?.groups?.length ?? 0) > 0) ?? numbers[0];
}
