import type { School } from './school-of.ts';

export type PovertyType = '脱贫户' | '脱贫不稳定户' | '边缘易致贫户' | '突发严重困难户';
export type SubsistenceCategory =
  '城市低保' | '农村低保' | '低保边缘' | '特困供养' | '刚性支出困难' | '其他低收入';
export type OrphanType = '孤儿' | '事实无人抚养儿童';

/** One student, as enrollment has it. */
export interface Student {
  /** From 0, in the order of the roll. */
  readonly place: number;
  readonly school: School;
  readonly studentNumber: string;
  readonly idNumber: string;
  /** What stands in 身份证件号: the same, or nothing. */
  readonly writtenIdNumber: string;
  /** By the column, or by a G number. */
  readonly hasKnownIdNumber: boolean;
  readonly status: '在读' | '休学' | '转出' | '毕业';
}

/** A household of the poverty registry: a row for each person. */
export interface PovertyEntry {
  readonly type: PovertyType;
  readonly riskEnded: '是' | '否';
  readonly supported: '是' | '否';
  readonly people: readonly string[];
}

/** A household's row on the register of subsistence allowances. */
export interface SubsistenceEntry {
  readonly category: SubsistenceCategory;
  readonly status: '在保' | '停保';
  readonly head: string;
  readonly members: readonly string[];
}

export interface Certificate {
  readonly person: string;
  readonly status: '有效' | '注销';
  /** `YYYY-MM-DD`; empty: no end. */
  readonly validUntil: string;
}

export interface OrphanEntry {
  readonly person: string;
  readonly type: OrphanType;
  readonly status: '在册' | '退出';
}

/** What the four offices have written down about a family: mostly nothing. People are their ID numbers. */
export interface Entries {
  readonly poverty?: PovertyEntry;
  readonly subsistence?: SubsistenceEntry;
  readonly certificates: readonly Certificate[];
  readonly orphans: readonly OrphanEntry[];
}

/** One to three students with the guardians they share, and a grandparent whose entries count for nobody. */
export interface Household {
  /** From 0. */
  readonly place: number;
  readonly students: readonly Student[];
  readonly guardians: readonly string[];
  readonly grandparent: string;
  readonly entries: Entries;
}
