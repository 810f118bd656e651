import { openAuditLog } from '@hearthgate/audit-log';
import { openPool } from '@hearthgate/database';
import type { PolicyError } from '@hearthgate/policies';
import type { RunningService } from '@hearthgate/process';
import { PgBoss } from 'pg-boss';
import { AgencyCaller } from '../agencies/agency-caller.ts';
import { openClientDirectory } from '../clients/open-client-directory.ts';
import { compiledLane } from '../compiled-lane/compiled-lane.ts';
import type { Handler } from '../dispatch.ts';
import { limits } from '../limits.ts';
import { listen } from '../listen.ts';
import { PolicyKeeper } from '../policies/policy-keeper.ts';
import { readPolicies } from '../policies/read-policies.ts';
import { makePublicSchema } from '../public-schema.ts';
import { reportFault } from '../report-fault.ts';
import { sendJson } from '../send-json.ts';
import { watchSigningKeys } from '../signing-keys/watch-signing-keys.ts';
import type { ScreeningWorkerConfig } from './config.ts';
import { keepErasingExpired } from './expiry/keep-erasing-expired.ts';
import { openScreeningStore } from './open-screening-store.ts';
import { serviceOptions } from './queue/open-queue.ts';
import { queueSchema } from './queue/queues.ts';
import { runJobs } from './worker/run-jobs.ts';

export interface RunningScreeningWorker extends RunningService {
  /** Takes up changed agreements; throws `PolicyError` for a broken one, and the old policies stay. */
  reloadPolicies(): Promise<void>;
}

/**
 * Builds a screening worker from its settings: it takes jobs until it is closed, and answers `GET /healthz`. Any number
 * of them may run, on any number of machines.
 */
export async function serveScreeningWorker(config: ScreeningWorkerConfig): Promise<RunningScreeningWorker> {
  await using opened = new AsyncDisposableStack();
  const publicSchema = makePublicSchema();
  const reading = { agreementsFolder: config.agreementsFolder, reportBroken };
  const policies = new PolicyKeeper(
    await readPolicies({ ...reading, onBrokenAgreement: 'withhold' }),
    publicSchema,
  );
  // Closed in the opposite order: the jobs in hand before what they need.
  const log = openAuditLog({ ...config.auditLog, reportFault });
  opened.defer(() => log.close());
  const signingKeys = opened.use(watchSigningKeys({ file: config.signingKeysFile, reportFault }));
  const pool = openPool({
    databaseUrl: config.databaseUrl,
    maxConnections: limits.screening.maxWorkerConnections,
    connectTimeoutMs: limits.screening.workerConnectTimeoutMs,
    statementTimeoutMs: limits.screening.workerStatementTimeoutMs,
  });
  opened.defer(() => pool.end());
  const clients = openClientDirectory({ pool });
  opened.defer(() => {
    clients.close();
  });
  const store = openScreeningStore({ pool, keysFile: config.screeningKeysFile, reportFault });
  opened.defer(() => store.close());
  const agencies = opened.use(new AgencyCaller({ ...config, signingKeys }));
  const lane = compiledLane({ publicSchema, ask: agencies.ask });
  const boss = await startBoss(config.databaseUrl);
  opened.defer(() => boss.stop({ graceful: true, close: true, timeout: limits.screening.stopMs }));
  const expiry = keepErasingExpired({ pool, reportFault });
  opened.defer(() => expiry.close());
  const { unansweredTries } = config;
  await runJobs({ boss, store, lane, policies, clients, log, unansweredTries, reportFault });
  opened.defer(await listen({ routes: { '/healthz': healthz(policies) }, reportFault }, config.port));
  const running = opened.move();
  return {
    reloadPolicies: async () => {
      policies.replace(await readPolicies({ ...reading, onBrokenAgreement: 'refuse' }));
    },
    close: () => running.disposeAsync(),
  };
}

/** pg-boss with connections of its own: one that listens for new jobs, and a few to take and settle them. */
async function startBoss(connectionString: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    schema: queueSchema,
    ...serviceOptions,
    max: limits.screening.maxQueueConnections,
    useListenNotify: true,
    supervise: true,
    superviseIntervalSeconds: limits.screening.jobs.monitorSeconds,
    monitorIntervalSeconds: limits.screening.jobs.monitorSeconds,
    connectionTimeoutMillis: limits.screening.workerConnectTimeoutMs,
  });
  boss.on('error', reportFault);
  return boss.start();
}

/** That the process is up, and which policies it holds to. */
function healthz(policies: PolicyKeeper): Handler {
  return (_request, response) => {
    sendJson(response, 200, { status: 'ok', policyHash: policies.policyHash });
  };
}

/** An agreement's text is the agency's to publish: its error may be shown in full. */
function reportBroken(error: PolicyError): void {
  process.stderr.write(`${JSON.stringify({ level: 'error', withheld: error.message })}\n`);
}
