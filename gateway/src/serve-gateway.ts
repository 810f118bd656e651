import { createServer, type Server } from 'node:http';
import { openAuditLog } from '@hearthgate/audit-log';
import type { PolicyError } from '@hearthgate/policies';
import type { RunningService } from '@hearthgate/process';
import { tokenVerification } from './access-token/token-verification.ts';
import { AgencyCaller } from './agencies/agency-caller.ts';
import { makeReviewApollo } from './audit-review/make-review-apollo.ts';
import { announceStart } from './audit/announce-start.ts';
import { CountedRefusals } from './audit/counted-refusals.ts';
import { forgetSpentSubjects } from './budget/forget-spent-subjects.ts';
import { openClientDirectory } from './clients/open-client-directory.ts';
import { compiledLane } from './compiled-lane/compiled-lane.ts';
import type { GatewayConfig } from './config.ts';
import { openGatewayPool } from './database/open-gateway-pool.ts';
import { dispatch } from './dispatch.ts';
import type { MakeLane } from './lane.ts';
import { makeApollo } from './make-apollo.ts';
import { PolicyKeeper } from './policies/policy-keeper.ts';
import { readPolicies } from './policies/read-policies.ts';
import { makePublicSchema } from './public-schema.ts';
import { gatewayRoutes } from './gateway-routes.ts';
import { reportFault } from './report-fault.ts';
import { watchSigningKeys } from './signing-keys/watch-signing-keys.ts';

export interface RunningGateway extends RunningService {
  /** Takes up changed agreements; throws `PolicyError` for a broken one, and the old policies stay. */
  reloadPolicies(): Promise<void>;
}

/**
 * Builds the gateway from its settings and listens on 127.0.0.1. Clients are answered by the compiled lane; another is
 * for those who compare the two.
 */
export async function serveGateway(
  config: GatewayConfig,
  makeLane: MakeLane = compiledLane,
): Promise<RunningGateway> {
  await using opened = new AsyncDisposableStack();
  const publicSchema = makePublicSchema();
  const reading = { agreementsFolder: config.agreementsFolder, reportBroken };
  const policies = new PolicyKeeper(
    await readPolicies({ ...reading, onBrokenAgreement: 'withhold' }),
    publicSchema,
  );
  // Closed in the opposite order: whatever may still write into the log before the log.
  const log = openAuditLog({ ...config.auditLog, reportFault });
  opened.defer(() => log.close());
  const refusals = new CountedRefusals({ log, reportFault });
  opened.defer(() => refusals.close());
  const signingKeys = opened.use(watchSigningKeys({ file: config.signingKeysFile, reportFault }));
  const pool = openGatewayPool(config.databaseUrl);
  opened.defer(() => pool.end());
  const clients = openClientDirectory({ pool });
  opened.defer(() => {
    clients.close();
  });
  const forgetting = forgetSpentSubjects(pool);
  opened.defer(() => {
    forgetting.close();
  });
  const agencies = opened.use(new AgencyCaller({ ...config, signingKeys }));
  const apollo = makeApollo({
    publicSchema,
    policies,
    budget: { pool, key: config.budgetKey },
    lane: makeLane({ publicSchema, ask: agencies.ask }),
    reportFault,
  });
  const reviewApollo = makeReviewApollo({ log, reportFault });
  for (const server of [apollo, reviewApollo]) {
    await server.start();
    opened.defer(() => server.stop());
  }
  const routes = gatewayRoutes({
    ...{ config, log, refusals, clients, policies, agencies, signingKeys, apollo, reviewApollo },
    verification: tokenVerification({ ...config, pool, clients }),
  });
  const server = createServer(dispatch({ routes, reportFault }));
  await listen(server, config.port);
  opened.defer(() => closed(server));
  const announcement = announceStart({ log, policyHash: policies.policyHash, reportFault });
  opened.defer(() => announcement.close());
  const running = opened.move();
  return {
    reloadPolicies: async () => {
      policies.replace(await readPolicies({ ...reading, onBrokenAgreement: 'refuse' }));
    },
    close: () => running.disposeAsync(),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function closed(server: Server): Promise<void> {
  const closing = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await closing;
}

/** An agreement's text is the agency's to publish: its error may be shown in full. */
function reportBroken(error: PolicyError): void {
  process.stderr.write(`${JSON.stringify({ level: 'error', withheld: error.message })}\n`);
}
