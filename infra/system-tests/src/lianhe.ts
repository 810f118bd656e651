import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SystemUnderTest } from './start-system.ts';

export const lianheFolder = fileURLToPath(new URL('../../local/demo/lianhe-county/', import.meta.url));

const files = {
  schools: '0-学校名录.csv',
  'poverty-registry': '1-脱贫户及监测对象.xlsx',
  'subsistence-allowance': '2-低保特困名册.csv',
  disability: '3-持证残疾人.csv',
  orphans: '4-孤儿及事实无人抚养儿童.csv',
  enrollment: '5-学籍.csv',
} as const;

export interface ExpectedStudent {
  readonly school: string;
  readonly outcome: 'ANSWERED' | 'NOT_ON_ROLL';
  readonly findings?: Record<'poverty' | 'subsistence' | 'disability' | 'orphan', 'YES' | 'NO' | 'UNKNOWN'>;
  readonly groups?: string[];
  readonly complete?: boolean;
}

/** What every student of the county must come out as, by student number. */
export const expectedStudents = (
  JSON.parse(readFileSync(join(lianheFolder, 'expected.json'), 'utf8')) as {
    students: Record<string, ExpectedStudent>;
  }
).students;

/** Imports the county's files, as its offices sent them. */
export async function importLianhe(system: SystemUnderTest): Promise<void> {
  for (const [agency, file] of Object.entries(files)) {
    await system.import(agency as keyof typeof files, join(lianheFolder, file));
  }
}
