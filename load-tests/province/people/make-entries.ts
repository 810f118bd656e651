import type { Certificate, Entries, OrphanEntry, PovertyEntry, SubsistenceEntry } from './household.ts';
import { AS_OF } from './province.ts';
import type { Random } from './random.ts';

export interface Family {
  readonly students: readonly string[];
  readonly guardians: readonly string[];
  readonly grandparent: string;
}

/** Shares that leave about one student or guardian in ten with an active entry on some register. */
const shares = {
  poverty: 0.06,
  subsistence: 0.035,
  subsistenceOfPoor: 0.2,
  certificate: 0.035,
  orphan: 0.008,
};
const inactiveShare = 0.15;

/** What the four offices hold on one family. */
export function makeEntries({ students, guardians, grandparent }: Family, random: Random): Entries {
  const everyone = [...guardians, ...students, grandparent];
  const poor = random.chance(shares.poverty);
  const subsists = random.chance(poor ? shares.subsistenceOfPoor : shares.subsistence);
  const poverty = poor ? povertyEntry(listedOf(everyone, guardians, random), random) : undefined;
  const subsistence = subsists ? subsistenceEntry(everyone, random) : undefined;
  const certificates = everyone.filter(() => random.chance(shares.certificate));
  const orphans = students.filter(() => random.chance(shares.orphan));
  return {
    ...(poverty && { poverty }),
    ...(subsistence && { subsistence }),
    certificates: certificates.map((person) => certificate(person, random)),
    orphans: orphans.map((person) => orphanEntry(person, random)),
  };
}

/** Not always everybody of a household is written down. */
function listedOf(
  everyone: readonly string[],
  guardians: readonly string[],
  random: Random,
): readonly string[] {
  const some = random.fraction();
  if (some < 0.8) return everyone;
  if (some < 0.9) return guardians.length > 0 ? guardians : everyone;
  return everyone.slice(-1);
}

/** The columns that do not matter for a type say anything. */
export function povertyEntry(people: readonly string[], random: Random): PovertyEntry {
  const type = random.pick(['脱贫户', '脱贫户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户']);
  const active = !random.chance(inactiveShare);
  const other = random.pick(['是', '否']);
  return type === '脱贫户'
    ? { type, riskEnded: other, supported: active ? '是' : '否', people }
    : { type, riskEnded: active ? '否' : '是', supported: other, people };
}

export function subsistenceEntry(
  [head = '', ...members]: readonly string[],
  random: Random,
): SubsistenceEntry {
  return {
    category: random.pick([
      '农村低保',
      '农村低保',
      '农村低保',
      '城市低保',
      '低保边缘',
      '特困供养',
      '刚性支出困难',
      '其他低收入',
    ]),
    status: random.chance(inactiveShare) ? '停保' : '在保',
    head,
    members,
  };
}

export function certificate(person: string, random: Random): Certificate {
  const lapses = random.chance(inactiveShare);
  const cancelled = lapses && random.chance(0.4);
  return {
    person,
    status: cancelled ? '注销' : '有效',
    validUntil:
      lapses && !cancelled
        ? random.pick(['2026-09-29', '2024-05-31', '2019-12-31'])
        : // Through that day.
          random.pick(['', AS_OF, '2029-03-01', '2034-11-15']),
  };
}

export function orphanEntry(person: string, random: Random): OrphanEntry {
  return {
    person,
    type: random.pick(['孤儿', '孤儿', '事实无人抚养儿童']),
    status: random.chance(inactiveShare) ? '退出' : '在册',
  };
}
