import type { Stage } from '@hearthgate/schema';
import type { NumberCell } from './number-cell.ts';

export interface Person {
  readonly name: string;
  readonly idNumber: string;
}

/** A person's row on the poverty registry. Words are the file's own. */
export interface PovertyRow {
  readonly householdCode: string;
  readonly head: string;
  readonly name: string;
  readonly number: NumberCell;
  readonly relation: string;
  readonly type: '脱贫户' | '脱贫不稳定户' | '边缘易致贫户' | '突发严重困难户';
  readonly riskEnded: '是' | '否' | '';
  readonly supported: '是' | '否' | '';
}

/** A household's row on the register of subsistence allowances. */
export interface SubsistenceRow {
  readonly head: string;
  readonly headNumber: NumberCell;
  readonly category: '城市低保' | '农村低保' | '低保边缘' | '特困供养' | '刚性支出困难' | '其他低收入';
  readonly status: '在保' | '停保';
  readonly since: string;
  readonly members: readonly NumberCell[];
}

export interface DisabilityRow {
  readonly name: string;
  readonly number: NumberCell;
  readonly certificate: string;
  readonly status: '有效' | '注销';
  /** Days since 1970; null: no end. */
  readonly validUntilDay: number | null;
}

export interface OrphanRow {
  readonly name: string;
  readonly number: NumberCell;
  readonly type: '孤儿' | '事实无人抚养儿童';
  readonly status: '在册' | '退出';
}

export interface EnrollmentRow {
  readonly schoolCode: string;
  readonly schoolName: string;
  readonly stage: Stage;
  readonly grade: number;
  readonly className: number;
  readonly name: string;
  readonly studentNumber: NumberCell;
  readonly number: NumberCell;
  readonly boarding: '住校' | '走读';
  readonly status: '在读' | '休学' | '转出' | '毕业';
  readonly guardians: readonly { name: string; relation: string; number: NumberCell }[];
}

/** Rows with the person whom each number was written for, so that the oracle need not read a number back. */
export interface Entries {
  readonly poverty: readonly { row: PovertyRow; person: Person }[];
  readonly subsistence: readonly { row: SubsistenceRow; head: Person; members: readonly Person[] }[];
  readonly disability: readonly { row: DisabilityRow; person: Person }[];
  readonly orphans: readonly { row: OrphanRow; person: Person }[];
}

/** A student with the family, and all that the five offices have written down about them. */
export interface Household {
  /** As it is, whatever a file makes of it. */
  readonly studentNumber: string;
  readonly student: Person;
  /** Whether enrollment knows the student's ID number. */
  readonly hasIdentityNumber: boolean;
  /** Those whose number enrollment holds in a usable form. */
  readonly knownGuardians: readonly Person[];
  readonly onRoll: boolean;
  readonly enrollment: readonly EnrollmentRow[];
  readonly entries: Entries;
}
