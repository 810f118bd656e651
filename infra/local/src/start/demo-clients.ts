import type { RegisterClientOptions } from '../issuer/register-client.ts';

type DemoClient = Omit<RegisterClientOptions, 'databaseUrl' | 'gatewayDatabaseUrl' | 'dataDir'>;

/** The clients of the demo county; they may send queries of their own, so that whoever tries Hearthgate can. */
export const demoClients: readonly DemoClient[] = [
  { id: 'lianhe-senior-1', role: 'SCHOOL_AID_OFFICE', school: '3499107001', adHocQueries: true },
  { id: 'lianhe-senior-2', role: 'SCHOOL_AID_OFFICE', school: '3499107002', adHocQueries: true },
  { id: 'lianhe-junior', role: 'SCHOOL_AID_OFFICE', school: '3199107003', adHocQueries: true },
  { id: 'lianhe-primary', role: 'SCHOOL_AID_OFFICE', school: '2199107004', adHocQueries: true },
  { id: 'lianhe-aid-center', role: 'AID_CENTER', division: '990108', adHocQueries: true },
  { id: 'lianhe-privacy-officer', role: 'PRIVACY_OFFICER', adHocQueries: true },
  { id: 'lianhe-disability-operator', role: 'AGENCY_OPERATOR', agency: 'disability', adHocQueries: true },
  { id: 'province-platform', role: 'PROVINCE_PLATFORM', adHocQueries: true },
];
