import type { Stage } from '@hearthgate/schema';
import { type BirthSpan, dayNumber } from './id-numbers.ts';

interface StageFacts {
  readonly written: string;
  readonly schoolType: string;
  readonly schoolName: string;
  readonly grades: number;
  /** Age in years of the youngest on the as-of date. */
  readonly fromAge: number;
}

/** 学段 as files write it, the type in 学校标识码, and who goes there. */
export const STAGE_FACTS: Readonly<Record<Stage, StageFacts>> = {
  PRIMARY: { written: '小学', schoolType: '21', schoolName: '小学', grades: 6, fromAge: 6 },
  JUNIOR: { written: '初中', schoolType: '31', schoolName: '初级中学', grades: 3, fromAge: 12 },
  SENIOR: { written: '高中', schoolType: '34', schoolName: '高级中学', grades: 3, fromAge: 15 },
  SECONDARY_VOCATIONAL: { written: '中职', schoolType: '36', schoolName: '职业学校', grades: 3, fromAge: 15 },
  UNIVERSITY: { written: '大学', schoolType: '41', schoolName: '学院', grades: 4, fromAge: 18 },
};

/** When the students of a stage were born. Spans are equal or disjoint, so that one counter serves them all. */
export function birthSpan(stage: Stage, asOf: string): BirthSpan {
  const { fromAge, grades } = STAGE_FACTS[stage];
  const born = (yearsBefore: number): number =>
    dayNumber(`${String(Number(asOf.slice(0, 4)) - yearsBefore)}-09-01`);
  const firstDay = born(fromAge + grades);
  return { firstDay, days: born(fromAge) - firstDay };
}
