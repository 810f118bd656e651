import type { SpecialGroup } from '@hearthgate/schema';
import type {
  DisabilityCategory,
  OrphanCategory,
  PovertyCategory,
  SourceName,
  SubsistenceCategory,
} from './evidence.ts';

interface Rule<Name extends SourceName, Category extends string> {
  readonly source: Name;
  readonly category: Category;
  /** Whose active entry gives the group. `HOUSEHOLD`: the student's own or a guardian's. */
  readonly entryOf: 'STUDENT' | 'GUARDIAN' | 'HOUSEHOLD';
}

export type GroupRule =
  | Rule<'povertyRegistry', PovertyCategory>
  | Rule<'subsistenceAllowance', SubsistenceCategory>
  | Rule<'disability', DisabilityCategory>
  | Rule<'orphans', OrphanCategory>;

const poverty = (category: PovertyCategory): GroupRule => ({
  source: 'povertyRegistry',
  category,
  entryOf: 'HOUSEHOLD',
});

const subsistence = (category: SubsistenceCategory): GroupRule => ({
  source: 'subsistenceAllowance',
  category,
  entryOf: 'HOUSEHOLD',
});

/**
 * From whose entry on which register each special group (特殊群体, by the names of the 2024 recognition form
 * 家庭经济困难学生认定申请表) follows. The one table that findings, groups, programs and plans are derived from.
 *
 * Households count for both the student and the guardians; disability and orphanhood are personal, and a guardian's
 * certificate makes the student a child of the disabled (残疾人子女) instead.
 */
export const GROUP_RULES: Readonly<Record<SpecialGroup, GroupRule | null>> = {
  LIFTED_FROM_POVERTY: poverty('LIFTED_FROM_POVERTY'),
  UNSTABLY_LIFTED: poverty('UNSTABLY_LIFTED'),
  POVERTY_PRONE: poverty('POVERTY_PRONE'),
  SUDDEN_HARDSHIP: poverty('SUDDEN_HARDSHIP'),
  SUBSISTENCE_ALLOWANCE: subsistence('SUBSISTENCE_ALLOWANCE'),
  SUBSISTENCE_MARGINAL: subsistence('SUBSISTENCE_MARGINAL'),
  DESTITUTE_SUPPORT: subsistence('DESTITUTE_SUPPORT'),
  RIGID_EXPENDITURE_HARDSHIP: subsistence('RIGID_EXPENDITURE_HARDSHIP'),
  OTHER_LOW_INCOME: subsistence('OTHER_LOW_INCOME'),
  ORPHAN: { source: 'orphans', category: 'ORPHAN', entryOf: 'STUDENT' },
  DE_FACTO_UNATTENDED: { source: 'orphans', category: 'DE_FACTO_UNATTENDED', entryOf: 'STUDENT' },
  DISABLED_STUDENT: { source: 'disability', category: 'CERTIFIED', entryOf: 'STUDENT' },
  CHILD_OF_DISABLED: { source: 'disability', category: 'CERTIFIED', entryOf: 'GUARDIAN' },
  // 烈士子女: no agency shares it yet. Without a source it is never given, and nothing waits for it.
  MARTYR_CHILD: null,
};

/** Which confirmed groups make each household finding a YES. */
export const GROUPS_OF_FINDING = {
  povertyRegistry: ['LIFTED_FROM_POVERTY', 'UNSTABLY_LIFTED', 'POVERTY_PRONE', 'SUDDEN_HARDSHIP'],
  // 低保 and 特困 only: those at the margin stand on the same register without receiving the allowance.
  subsistenceAllowance: ['SUBSISTENCE_ALLOWANCE', 'DESTITUTE_SUPPORT'],
  disability: ['DISABLED_STUDENT'],
  // 孤儿 only: 事实无人抚养儿童 are a group of their own.
  orphan: ['ORPHAN'],
} as const satisfies Record<string, readonly SpecialGroup[]>;

export type HouseholdFinding = keyof typeof GROUPS_OF_FINDING;
