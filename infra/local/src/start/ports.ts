import { AGENCIES, type AgencyName } from '@hearthgate/schema';

export interface SystemPorts {
  readonly gateway: number;
  readonly issuer: number;
  /** What people with browsers work in. */
  readonly console: number;
  /** The gateway's second port, for those who run it: `GET /metrics`. */
  readonly operations: number;
  /** The screening worker's, which answers `GET /healthz` there. */
  readonly screeningWorker: number;
  readonly agencies: Readonly<Record<AgencyName, number>>;
  readonly postgres: number;
}

/** Where everything listens, on 127.0.0.1. Fixed by contract: scripts rely on the distances. */
export function systemPorts(portBase: number): SystemPorts {
  return {
    gateway: portBase,
    issuer: portBase + 1,
    console: portBase + 2,
    operations: portBase + 3,
    screeningWorker: portBase + 4,
    agencies: Object.fromEntries(AGENCIES.map((agency, index) => [agency, portBase + 11 + index])) as Record<
      AgencyName,
      number
    >,
    postgres: portBase + 90,
  };
}

/** A service of this machine as others reach it. */
export const urlOf = (port: number): string => `http://127.0.0.1:${String(port)}`;
