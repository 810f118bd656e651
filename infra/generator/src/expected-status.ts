import type { SpecialGroup } from '@hearthgate/schema';
import type { DisabilityRow, Household, OrphanRow, Person, PovertyRow, SubsistenceRow } from './household.ts';

type Answer = 'YES' | 'NO' | 'UNKNOWN';

/** One student of `expected.json`, in the demo fixture's shape. */
export type ExpectedStatus =
  | { readonly school: string; readonly outcome: 'NOT_ON_ROLL' }
  | {
      readonly school: string;
      readonly outcome: 'ANSWERED';
      readonly findings: {
        readonly poverty: Answer;
        readonly subsistence: Answer;
        readonly disability: Answer;
        readonly orphan: Answer;
      };
      readonly groups: readonly SpecialGroup[];
      readonly complete: boolean;
    };

/**
 * What a student must come out as, from the household itself and by domain.md's rules written down a second time:
 * nothing of `policies` is used here, since this is what it is held against.
 */
export function expectedStatus(household: Household, school: string, asOfDay: number): ExpectedStatus {
  if (!household.onRoll) return { school, outcome: 'NOT_ON_ROLL' };
  const groups = new Set<SpecialGroup>();
  const { entries } = household;
  const isStudent = (person: Person): boolean =>
    household.hasIdentityNumber && person.idNumber === household.student.idNumber;
  const isGuardian = (person: Person): boolean =>
    household.knownGuardians.some((guardian) => guardian.idNumber === person.idNumber);

  for (const { row, person } of entries.poverty) {
    if (row.number.usable && povertyHolds(row) && (isStudent(person) || isGuardian(person))) {
      groups.add(POVERTY_GROUP[row.type]);
    }
  }
  for (const { row, head, members } of entries.subsistence) {
    if (!row.headNumber.usable || row.status !== '在保') continue;
    const usable = members.filter((_, index) => row.members[index]?.usable === true);
    if ([head, ...usable].some((person) => isStudent(person) || isGuardian(person))) {
      groups.add(SUBSISTENCE_GROUP[row.category]);
    }
  }
  for (const { row, person } of entries.disability) {
    if (!row.number.usable || !certificateHolds(row, asOfDay)) continue;
    if (isStudent(person)) groups.add('DISABLED_STUDENT');
    if (isGuardian(person)) groups.add('CHILD_OF_DISABLED');
  }
  for (const { row, person } of entries.orphans) {
    if (row.number.usable && row.status === '在册' && isStudent(person)) groups.add(ORPHAN_GROUP[row.type]);
  }
  return answered(school, groups, household.hasIdentityNumber);
}

function answered(school: string, groups: Set<SpecialGroup>, hasIdentityNumber: boolean): ExpectedStatus {
  const no = hasIdentityNumber ? 'NO' : 'UNKNOWN';
  const has = (...names: SpecialGroup[]): Answer => (names.some((name) => groups.has(name)) ? 'YES' : no);
  const findings = {
    poverty: has('LIFTED_FROM_POVERTY', 'UNSTABLY_LIFTED', 'POVERTY_PRONE', 'SUDDEN_HARDSHIP'),
    subsistence: has('SUBSISTENCE_ALLOWANCE', 'DESTITUTE_SUPPORT'),
    disability: has('DISABLED_STUDENT'),
    orphan: has('ORPHAN'),
  };
  return {
    school,
    outcome: 'ANSWERED',
    findings,
    groups: [...groups].sort(),
    complete: !Object.values(findings).includes('UNKNOWN'),
  };
}

function povertyHolds(row: PovertyRow): boolean {
  return row.type === '脱贫户' ? row.supported === '是' : row.riskEnded === '否';
}

function certificateHolds(row: DisabilityRow, asOfDay: number): boolean {
  return row.status === '有效' && (row.validUntilDay === null || row.validUntilDay >= asOfDay);
}

const POVERTY_GROUP: Readonly<Record<PovertyRow['type'], SpecialGroup>> = {
  脱贫户: 'LIFTED_FROM_POVERTY',
  脱贫不稳定户: 'UNSTABLY_LIFTED',
  边缘易致贫户: 'POVERTY_PRONE',
  突发严重困难户: 'SUDDEN_HARDSHIP',
};

const SUBSISTENCE_GROUP: Readonly<Record<SubsistenceRow['category'], SpecialGroup>> = {
  城市低保: 'SUBSISTENCE_ALLOWANCE',
  农村低保: 'SUBSISTENCE_ALLOWANCE',
  低保边缘: 'SUBSISTENCE_MARGINAL',
  特困供养: 'DESTITUTE_SUPPORT',
  刚性支出困难: 'RIGID_EXPENDITURE_HARDSHIP',
  其他低收入: 'OTHER_LOW_INCOME',
};

const ORPHAN_GROUP: Readonly<Record<OrphanRow['type'], SpecialGroup>> = {
  孤儿: 'ORPHAN',
  事实无人抚养儿童: 'DE_FACTO_UNATTENDED',
};
