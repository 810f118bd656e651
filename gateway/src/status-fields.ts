import type { DerivedStatus } from '@hearthgate/policies';
import type { AidProgram } from '@hearthgate/schema';

/** As the schema coerced them. */
export interface StatusArguments {
  readonly program?: AidProgram;
}

type ReadStatus = (status: DerivedStatus, given: StatusArguments) => unknown;

/** How each derived field of the public `HouseholdStatus` is read from a status; both lanes read by it. */
export const statusFields: Readonly<Record<string, ReadStatus>> = {
  enrollment: (status) => status.enrollment,
  povertyRegistry: (status) => status.povertyRegistry,
  subsistenceAllowance: (status) => status.subsistenceAllowance,
  disability: (status) => status.disability,
  orphan: (status) => status.orphan,
  specialGroups: (status) => status.specialGroups,
  complete: (status) => status.complete,
  qualifies: (status, { program }) => {
    if (program === undefined) throw new Error('qualifies is asked without a program');
    return status.qualifies(program);
  },
};
