import type {
  Certificate,
  Household,
  OrphanType,
  PovertyEntry,
  PovertyType,
  Student,
  SubsistenceCategory,
} from '../people/household.ts';
import { AS_OF } from '../people/province.ts';

export type Answer = 'YES' | 'NO' | 'UNKNOWN';

export const FINDINGS = [
  'enrollment',
  'povertyRegistry',
  'subsistenceAllowance',
  'disability',
  'orphan',
] as const;
export type FindingName = (typeof FINDINGS)[number];

/** What must be said of a student who is on the roll. */
export interface ExpectedStatus {
  readonly findings: Readonly<Record<FindingName, Answer>>;
  /** In alphabetical order. */
  readonly specialGroups: readonly string[];
  readonly complete: boolean;
}

/**
 * What a student must come out as while every agency answers, by the rules of the domain written down once more: nothing of
 * the gateway's is used, as this is what it is held against. `undefined`: on no roll.
 */
export function expectedStatus(student: Student, household: Household): ExpectedStatus | undefined {
  if (student.status === '转出' || student.status === '毕业') return undefined;
  const groups = new Set<string>();
  const isStudent = (person: string): boolean => student.hasKnownIdNumber && person === student.idNumber;
  const isGuardian = (person: string): boolean => household.guardians.includes(person);
  const counts = (person: string): boolean => isStudent(person) || isGuardian(person);

  const { poverty, subsistence, certificates, orphans } = household.entries;
  if (poverty !== undefined && isActive(poverty) && poverty.people.some(counts)) {
    groups.add(povertyGroups[poverty.type]);
  }
  if (subsistence?.status === '在保' && [subsistence.head, ...subsistence.members].some(counts)) {
    groups.add(subsistenceGroups[subsistence.category]);
  }
  for (const entry of certificates) {
    if (!isValid(entry)) continue;
    if (isStudent(entry.person)) groups.add('DISABLED_STUDENT');
    if (isGuardian(entry.person)) groups.add('CHILD_OF_DISABLED');
  }
  for (const { person, type, status } of orphans) {
    if (status === '在册' && isStudent(person)) groups.add(orphanGroups[type]);
  }
  return statusOf(groups, student.hasKnownIdNumber);
}

/** Without an ID number nobody can say that the student stands on no register: what is not a YES is unknown. */
function statusOf(groups: ReadonlySet<string>, hasKnownIdNumber: boolean): ExpectedStatus {
  const otherwise = hasKnownIdNumber ? 'NO' : 'UNKNOWN';
  const answer = (...of: readonly string[]): Answer =>
    of.some((group) => groups.has(group)) ? 'YES' : otherwise;
  const findings = {
    enrollment: 'YES',
    povertyRegistry: answer(...Object.values(povertyGroups)),
    subsistenceAllowance: answer('SUBSISTENCE_ALLOWANCE', 'DESTITUTE_SUPPORT'),
    disability: answer('DISABLED_STUDENT'),
    orphan: answer('ORPHAN'),
  } as const;
  return {
    findings,
    specialGroups: [...groups].sort(),
    complete: !Object.values(findings).includes('UNKNOWN'),
  };
}

const isActive = ({ type, supported, riskEnded }: PovertyEntry): boolean =>
  type === '脱贫户' ? supported === '是' : riskEnded === '否';

/** Through the last day of its validity. */
const isValid = ({ status, validUntil }: Certificate): boolean =>
  status === '有效' && (validUntil === '' || validUntil >= AS_OF);

const povertyGroups: Readonly<Record<PovertyType, string>> = {
  脱贫户: 'LIFTED_FROM_POVERTY',
  脱贫不稳定户: 'UNSTABLY_LIFTED',
  边缘易致贫户: 'POVERTY_PRONE',
  突发严重困难户: 'SUDDEN_HARDSHIP',
};

const subsistenceGroups: Readonly<Record<SubsistenceCategory, string>> = {
  城市低保: 'SUBSISTENCE_ALLOWANCE',
  农村低保: 'SUBSISTENCE_ALLOWANCE',
  低保边缘: 'SUBSISTENCE_MARGINAL',
  特困供养: 'DESTITUTE_SUPPORT',
  刚性支出困难: 'RIGID_EXPENDITURE_HARDSHIP',
  其他低收入: 'OTHER_LOW_INCOME',
};

const orphanGroups: Readonly<Record<OrphanType, string>> = {
  孤儿: 'ORPHAN',
  事实无人抚养儿童: 'DE_FACTO_UNATTENDED',
};
