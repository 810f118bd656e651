import type { HouseholdAgency, Stage } from '@hearthgate/schema';

/** 脱贫户, 脱贫不稳定户, 边缘易致贫户, 突发严重困难户: active entries of the poverty registry. */
export type PovertyCategory = 'LIFTED_FROM_POVERTY' | 'UNSTABLY_LIFTED' | 'POVERTY_PRONE' | 'SUDDEN_HARDSHIP';

/** 城市低保 and 农村低保, 低保边缘, 特困供养, 刚性支出困难, 其他低收入: active entries of the subsistence register. */
export type SubsistenceCategory =
  | 'SUBSISTENCE_ALLOWANCE'
  | 'SUBSISTENCE_MARGINAL'
  | 'DESTITUTE_SUPPORT'
  | 'RIGID_EXPENDITURE_HARDSHIP'
  | 'OTHER_LOW_INCOME';

/** A valid disability certificate 残疾人证. */
export type DisabilityCategory = 'CERTIFIED';

/** 孤儿, 事实无人抚养儿童. */
export type OrphanCategory = 'ORPHAN' | 'DE_FACTO_UNATTENDED';

/** Why something is not known. Never a reason to read it as no. */
export type UnknownReason = 'AGENCY_UNAVAILABLE' | 'WITHHELD' | 'NOT_SHARED' | 'NO_IDENTITY_NUMBER';

/**
 * What an agency's register says about one student. A person who was asked about and does not stand on the register has
 * no category; a person who was not asked about has no list at all, so that silence cannot be read as "not listed".
 */
export interface KnownSource<Category extends string> {
  readonly known: true;
  /** The register's as-of date, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The student's own active categories; null when the student has no usable ID number. */
  readonly student: readonly Category[] | null;
  /** All guardians' active categories together; absent when the plan asked about the student alone. */
  readonly guardians?: readonly Category[];
}

/** An agency that was to be asked and whose answer is not there. `NO_IDENTITY_NUMBER`: there was nobody to ask about. */
export interface UnknownSource {
  readonly known: false;
  readonly reason: UnknownReason;
}

export type Source<Category extends string> = KnownSource<Category> | UnknownSource;

/** What enrollment says about a student who is on the roll. */
export type EnrollmentEvidence =
  | {
      readonly known: true;
      readonly asOf: string;
      /** Of the student's rows on this roll; a row without a readable stage adds none. */
      readonly stages: readonly Stage[];
      readonly hasIdentityNumber: boolean;
      /** Guardians with a usable ID number; the others are passed over. */
      readonly guardianCount: number;
    }
  | { readonly known: false; readonly reason: UnknownReason };

/**
 * All that is known about one student of the roll. A source that the plan did not ask is absent, never unknown:
 * deriving a field from an absent source throws {@link SourceNotAsked}.
 */
export interface Evidence {
  readonly enrollment: EnrollmentEvidence;
  readonly povertyRegistry?: Source<PovertyCategory>;
  readonly subsistenceAllowance?: Source<SubsistenceCategory>;
  readonly disability?: Source<DisabilityCategory>;
  readonly orphans?: Source<OrphanCategory>;
}

/** The four household sources, as `Evidence` names them. */
export type SourceName = Exclude<keyof Evidence, 'enrollment'>;

export const SOURCE_OF_AGENCY = {
  'poverty-registry': 'povertyRegistry',
  'subsistence-allowance': 'subsistenceAllowance',
  disability: 'disability',
  orphans: 'orphans',
} as const satisfies Record<HouseholdAgency, SourceName>;
