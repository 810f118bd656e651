import { SPECIAL_GROUPS } from '@hearthgate/schema';
import { GROUPS_OF_FINDING } from './group-rules.ts';
import { type SourceNeeds, sourcesOfGroups } from './sources-of-groups.ts';

/** The fields of the public `HouseholdStatus` but `qualifies`, whose sources depend on the program. */
export type DerivedField =
  | 'studentNumber'
  | 'enrollment'
  | 'povertyRegistry'
  | 'subsistenceAllowance'
  | 'disability'
  | 'orphan'
  | 'specialGroups'
  | 'complete';

/**
 * Which agencies, besides enrollment, a plan must ask for each field, and about whom. For `qualifies`:
 * `sourcesOfProgram`. For several fields: `unionOfSources`.
 */
export const SOURCES_OF_FIELD: Readonly<Record<DerivedField, SourceNeeds>> = {
  studentNumber: {},
  enrollment: {},
  povertyRegistry: sourcesOfGroups(GROUPS_OF_FINDING.povertyRegistry),
  subsistenceAllowance: sourcesOfGroups(GROUPS_OF_FINDING.subsistenceAllowance),
  disability: sourcesOfGroups(GROUPS_OF_FINDING.disability),
  orphan: sourcesOfGroups(GROUPS_OF_FINDING.orphan),
  specialGroups: sourcesOfGroups(SPECIAL_GROUPS),
  // Whether all four findings are known never hangs on a guardian: with an ID number an agency that answers about the
  // student settles its finding, and without one disability and orphanhood stay unknown.
  complete: {
    'poverty-registry': 'STUDENT',
    'subsistence-allowance': 'STUDENT',
    disability: 'STUDENT',
    orphans: 'STUDENT',
  },
};
