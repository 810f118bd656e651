import { fileURLToPath } from 'node:url';
import type { RegisterName } from '@hearthgate/subgraph-kit/registers';

export interface DemoFile {
  readonly register: RegisterName;
  readonly file: string;
}

const inDemo = (name: string): string =>
  fileURLToPath(new URL(`../../demo/lianhe-county/${name}`, import.meta.url));

export const demoAsOf = '2026-11-01';

/** The demo county's registers, as its offices would send them. */
export const demoFiles: readonly DemoFile[] = [
  { register: 'schools', file: inDemo('0-学校名录.csv') },
  { register: 'poverty-registry', file: inDemo('1-脱贫户及监测对象.xlsx') },
  { register: 'subsistence-allowance', file: inDemo('2-低保特困名册.csv') },
  { register: 'disability', file: inDemo('3-持证残疾人.csv') },
  { register: 'orphans', file: inDemo('4-孤儿及事实无人抚养儿童.csv') },
  { register: 'enrollment', file: inDemo('5-学籍.csv') },
];

export const demoRoster = (school: string): string => inDemo(`名单-${school}.csv`);
export const demoExpectations = inDemo('expected.json');
