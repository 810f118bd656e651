import type { AddUserOptions } from '../issuer/accounts/add-user.ts';

type DemoPerson = Omit<AddUserOptions, 'databaseUrl' | 'gatewayDatabaseUrl' | 'password'>;

/** The people of the demo county, one for each kind of page that the console has. */
export const demoPeople: readonly DemoPerson[] = [
  { username: 'lianhe-aid-officer', role: 'SCHOOL_AID_OFFICE', school: '3499107001' },
  { username: 'lianhe-center-officer', role: 'AID_CENTER', division: '990108', adHocQueries: true },
  { username: 'lianhe-reviewer', role: 'PRIVACY_OFFICER' },
  { username: 'lianhe-disability-clerk', role: 'AGENCY_OPERATOR', agency: 'disability' },
];
