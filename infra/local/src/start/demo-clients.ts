import type { RegisterClientOptions } from '../issuer/register-client.ts';

type DemoClient = Omit<RegisterClientOptions, 'databaseUrl' | 'gatewayDatabaseUrl' | 'dataDir'>;

/** Whoever tries Hearthgate may ask in words of their own, and load it without measuring a limit of rates instead. */
const free = { adHocQueries: true, requestsPerSecond: 0 };

/** The clients of the demo county. */
export const demoClients: readonly DemoClient[] = [
  { id: 'lianhe-senior-1', role: 'SCHOOL_AID_OFFICE', school: '3499107001', ...free },
  { id: 'lianhe-senior-2', role: 'SCHOOL_AID_OFFICE', school: '3499107002', ...free },
  { id: 'lianhe-junior', role: 'SCHOOL_AID_OFFICE', school: '3199107003', ...free },
  { id: 'lianhe-primary', role: 'SCHOOL_AID_OFFICE', school: '2199107004', ...free },
  { id: 'lianhe-aid-center', role: 'AID_CENTER', division: '990108', ...free },
  { id: 'lianhe-privacy-officer', role: 'PRIVACY_OFFICER', ...free },
  { id: 'lianhe-disability-operator', role: 'AGENCY_OPERATOR', agency: 'disability', ...free },
  { id: 'province-platform', role: 'PROVINCE_PLATFORM', ...free },
];
