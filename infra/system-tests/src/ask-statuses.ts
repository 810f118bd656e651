import { expect } from 'vitest';
import type { SystemUnderTest } from './start-system.ts';

export const school = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const everything = `query Class($numbers: [StudentNumber!]!) {
  householdStatuses(studentNumbers: $numbers) {
    __typename
    ... on HouseholdStatus {
      studentNumber
      enrollment { answer asOf unknownReason }
      povertyRegistry { answer asOf unknownReason }
      subsistenceAllowance { answer asOf unknownReason }
      disability { answer asOf unknownReason }
      orphan { answer asOf unknownReason }
      specialGroups
      complete
    }
    ... on NotOnRoll { studentNumber }
  }
}`;

/** A member of the answer; of `NotOnRoll`, only the number is there. */
export interface Status {
  __typename: string;
  studentNumber: string;
  povertyRegistry: { answer: string; unknownReason: string | null };
  subsistenceAllowance: { answer: string };
  disability: { answer: string; unknownReason: string | null };
  orphan: { answer: string };
  specialGroups: string[];
  complete: boolean;
}

/** What the gateway answers a school about these numbers, in their order. */
export async function askStatuses(
  system: SystemUnderTest,
  numbers: readonly string[],
  location = school.location,
): Promise<Status[]> {
  const { status, text } = await system.ask(
    { ...school, location },
    { query: everything, variables: { numbers } },
  );
  expect(status, text).toBe(200);
  return (JSON.parse(text) as { data: { householdStatuses: Status[] } }).data.householdStatuses;
}
