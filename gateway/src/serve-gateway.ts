import { hmacSha256, openAuditLog, openLogReview } from '@hearthgate/audit-log';
import type { PolicyError } from '@hearthgate/policies';
import type { RunningService } from '@hearthgate/process';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
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
import type { MakeLane } from './lane.ts';
import { limits } from './limits.ts';
import { listen } from './listen.ts';
import { makeApollo } from './make-apollo.ts';
import { RequestPlaces } from './overload/request-places.ts';
import { PolicyKeeper } from './policies/policy-keeper.ts';
import { readPolicies } from './policies/read-policies.ts';
import { makePublicSchema } from './public-schema.ts';
import { gatewayRoutes } from './gateway-routes.ts';
import { reportFault } from './report-fault.ts';
import { openScreeningStore } from './screening/open-screening-store.ts';
import { watchSigningKeys } from './signing-keys/watch-signing-keys.ts';
import { openTelemetry } from './telemetry/open-telemetry.ts';

export interface RunningGateway extends RunningService {
  /** Takes up changed agreements; throws `PolicyError` for a broken one, and the old policies stay. */
  reloadPolicies(): Promise<void>;
}

/**
 * Builds the gateway from its settings and listens on 127.0.0.1. Clients are answered by the compiled lane; another is
 * for those who compare the two, as a `spanExporter` is for a test that looks at the spans.
 */
export async function serveGateway(
  config: GatewayConfig,
  makeLane: MakeLane = compiledLane,
  spanExporter?: SpanExporter,
): Promise<RunningGateway> {
  await using opened = new AsyncDisposableStack();
  const publicSchema = makePublicSchema();
  const reading = { agreementsFolder: config.agreementsFolder, reportBroken };
  const policies = new PolicyKeeper(
    await readPolicies({ ...reading, onBrokenAgreement: 'withhold' }),
    publicSchema,
  );
  // Closed in the opposite order: whatever may still write into the log before the log.
  const telemetry = opened.use(openTelemetry(config.telemetry, spanExporter));
  const { observeCall, batchWritten } = telemetry;
  const log = telemetry.observed(openAuditLog({ ...config.auditLog, reportFault, batchWritten }));
  opened.defer(() => log.close());
  const review = openLogReview({ ...config.auditLog, reportFault });
  opened.defer(() => review.close());
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
  const store = openScreeningStore({ pool, keysFile: config.screeningKeysFile, reportFault });
  opened.defer(() => store.close());
  const agencies = opened.use(new AgencyCaller({ ...config, signingKeys }));
  const lane = makeLane({ publicSchema, ask: agencies.ask, observeCall });
  const places = new RequestPlaces(limits.maxRequestsInProgress);
  telemetry.watch({ places, agencies, lane });
  const apollo = makeApollo({
    publicSchema,
    policies,
    budget: { pool, hmac: hmacSha256(config.budgetKey) },
    lane,
    screenings: { store, publicUrl: config.publicUrl },
    reportFault,
  });
  const reviewApollo = makeReviewApollo({ log, review, reportFault });
  for (const server of [apollo, reviewApollo]) {
    await server.start();
    opened.defer(() => server.stop());
  }
  const routes = gatewayRoutes({
    ...{ config, log, refusals, clients, policies, agencies, signingKeys, apollo, reviewApollo },
    ...{ places, telemetry, store },
    verification: tokenVerification({ ...config, pool, clients }),
  });
  const { opsPort } = config.telemetry;
  if (opsPort !== undefined) {
    opened.defer(await listen({ routes: { '/metrics': telemetry.answerMetrics }, reportFault }, opsPort));
  }
  opened.defer(await listen({ routes, reportFault }, config.port));
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

/** An agreement's text is the agency's to publish: its error may be shown in full. */
function reportBroken(error: PolicyError): void {
  process.stderr.write(`${JSON.stringify({ level: 'error', withheld: error.message })}\n`);
}
