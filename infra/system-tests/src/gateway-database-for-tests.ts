import { randomBytes } from 'node:crypto';
import { withClient } from '@hearthgate/database';
import {
  endClient,
  gatewayDatabaseUrl,
  provisionGateway,
  saveClient,
  type SavedClient,
} from '@hearthgate/gateway/administration';

export interface GatewayDatabaseForTests {
  /** As the gateway's service role. */
  readonly databaseUrl: string;
  /** As the owner, who writes clients. */
  readonly ownerUrl: string;
  /** Registers a client with the gateway, or changes one: without limits and with ad-hoc queries, unless told. */
  registerClient(client: Partial<SavedClient> & Pick<SavedClient, 'id'>): Promise<void>;
  revokeClient(id: string): Promise<void>;
}

const unlimited: Omit<SavedClient, 'id'> = {
  role: 'SCHOOL_AID_OFFICE',
  adHocQueries: true,
  person: false,
  senderConstrained: false,
  requestsPerSecond: 0,
  subjectsPerDay: 0,
};

/** A gateway's database of a test's own, where `test-client` is registered. Several gateways may share it, as replicas do. */
export async function provisionGatewayForTests(adminUrl: string): Promise<GatewayDatabaseForTests> {
  const database = `t${randomBytes(4).toString('hex')}_gateway`;
  const passwords = { owner: randomBytes(12).toString('hex'), service: randomBytes(12).toString('hex') };
  await provisionGateway({ adminUrl, database, passwords });
  const urlAs = (role: 'owner' | 'service'): string =>
    gatewayDatabaseUrl({ clusterUrl: adminUrl, database, role, password: passwords[role] });
  const ownerUrl = urlAs('owner');
  const registerClient: GatewayDatabaseForTests['registerClient'] = (client) =>
    withClient(ownerUrl, (owner) => saveClient(owner, { ...unlimited, ...client }));
  await registerClient({ id: 'test-client' });
  return {
    databaseUrl: urlAs('service'),
    ownerUrl,
    registerClient,
    revokeClient: (id) => withClient(ownerUrl, (owner) => endClient(owner, id)),
  };
}
