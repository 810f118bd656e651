import type { Stage } from '@hearthgate/schema';
import { divisionCode } from './id-numbers.ts';
import { STAGE_FACTS } from './stages.ts';

export interface School {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly stage: Stage;
  readonly division: string;
}

/** Of eight schools; sorted by stage afterwards, so that a student can move to the school next in the list. */
const MIX: readonly Stage[] = [
  'SENIOR',
  'JUNIOR',
  'PRIMARY',
  'PRIMARY',
  'SECONDARY_VOCATIONAL',
  'JUNIOR',
  'SENIOR',
  'UNIVERSITY',
];
const ORDER: readonly Stage[] = ['PRIMARY', 'JUNIOR', 'SENIOR', 'SECONDARY_VOCATIONAL', 'UNIVERSITY'];
const SCHOOLS_PER_DIVISION = 50;

/** The directory: schools of every stage, fifty to a county, beginning with 990108. */
export function makeSchools(count: number): School[] {
  const stages = Array.from({ length: count }, (_, index) => MIX[index % MIX.length] ?? 'PRIMARY');
  stages.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return stages.map((stage, index) => ({
    index,
    code: schoolCode(stage, index),
    name: `虚构第${String(index + 1)}${STAGE_FACTS[stage].schoolName}`,
    stage,
    division: divisionCode(Math.floor(index / SCHOOLS_PER_DIVISION)),
  }));
}

/** 10 digits; every other university has the old kind of code, 0 and five digits. */
function schoolCode(stage: Stage, index: number): string {
  if (stage === 'UNIVERSITY' && index % 2 === 1 && index < 90_000) return `0${String(10_000 + index)}`;
  return `${STAGE_FACTS[stage].schoolType}99${String(200_001 + index)}`;
}
