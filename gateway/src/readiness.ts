import type { AuditLog } from '@hearthgate/audit-log';
import { AGENCIES } from '@hearthgate/schema';
import type { AgencyCaller } from './agencies/agency-caller.ts';
import type { ClientDirectory } from './clients/client-directory.ts';
import { limits } from './limits.ts';
import type { PolicyKeeper } from './policies/policy-keeper.ts';

export interface ReadinessOptions {
  readonly log: Pick<AuditLog, 'probe'>;
  readonly clients: ClientDirectory;
  readonly policies: PolicyKeeper;
  readonly agencies: AgencyCaller;
}

type State = 'up' | 'down';

export interface Readiness {
  /** Whether requests can be answered. Agencies do not count: without one, its findings are UNKNOWN. */
  readonly ready: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What `GET /readyz` says: whether the audit log can be written (by writing to it) and clients be known, and who else is up. */
export async function readiness({ log, clients, policies, agencies }: ReadinessOptions): Promise<Readiness> {
  const deadline = AbortSignal.timeout(limits.readinessTimeoutMs);
  const [auditLog, clientTable, ...agencyStates] = await Promise.all([
    stateOf(log.probe(deadline)),
    stateOf(clients.settingsOf('')),
    ...AGENCIES.map(async (agency) => [agency, (await agencies.isUp(agency)) ? 'up' : 'down'] as const),
  ]);
  const ready = auditLog === 'up' && clientTable === 'up';
  return {
    ready,
    body: {
      status: ready ? 'ready' : 'unavailable',
      auditLog,
      clients: clientTable,
      policyHash: policies.policyHash,
      agreements: policies.agreementHashes,
      agencies: Object.fromEntries(agencyStates),
    },
  };
}

async function stateOf(check: Promise<unknown>): Promise<State> {
  try {
    await check;
    return 'up';
  } catch {
    return 'down';
  }
}
