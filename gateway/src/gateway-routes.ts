import type { ApolloServer } from '@apollo/server';
import { type AuditLog, SharedDeadlines } from '@hearthgate/audit-log';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';
import type { VerifyPurposeTokenOptions } from './access-token/verify-purpose-token.ts';
import { answerRequest } from './answer-request.ts';
import type { AgencyCaller } from './agencies/agency-caller.ts';
import { answerBundle } from './audit-review/answer-bundle.ts';
import { answerReview } from './audit-review/answer-review.ts';
import type { ReviewContext } from './audit-review/make-review-apollo.ts';
import type { CountedRefusals } from './audit/counted-refusals.ts';
import { logRoutes } from './audit/log-routes.ts';
import { requestRates } from './budget/admit-request.ts';
import type { ClientDirectory } from './clients/client-directory.ts';
import type { GatewayConfig } from './config.ts';
import type { Handler } from './dispatch.ts';
import type { GatewayContext } from './make-apollo.ts';
import { limits } from './limits.ts';
import { RequestPlaces } from './overload/request-places.ts';
import type { PolicyKeeper } from './policies/policy-keeper.ts';
import { readiness } from './readiness.ts';
import { reportFault } from './report-fault.ts';
import { answerScreening } from './screening/http/answer-screening.ts';
import type { ScreeningStore } from './screening/screening-store.ts';
import { sendJson } from './send-json.ts';
import { sendWhole } from './send-whole.ts';
import type { SigningKeys } from './signing-keys/watch-signing-keys.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

export interface GatewayRoutesOptions {
  readonly config: GatewayConfig;
  readonly verification: VerifyPurposeTokenOptions;
  readonly log: AuditLog;
  readonly refusals: CountedRefusals;
  readonly clients: ClientDirectory;
  readonly policies: PolicyKeeper;
  readonly agencies: AgencyCaller;
  readonly signingKeys: SigningKeys;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly places: RequestPlaces;
  readonly telemetry: Telemetry;
  readonly store: ScreeningStore;
  readonly reviewApollo: ApolloServer<ReviewContext>;
}

/** Everything that a gateway answers, by path. */
export function gatewayRoutes(options: GatewayRoutesOptions): Readonly<Record<string, Handler>> {
  const { config, verification, log, refusals, signingKeys, apollo, reviewApollo, places, telemetry } =
    options;
  const { requestDeadlineMs, publicUrl } = config;
  const audit = { log, refusals, deadlines: new SharedDeadlines(), requestDeadlineMs, reportFault };
  const shared = { ...verification, rates: requestRates(), audit, telemetry };
  const answering = { ...shared, trustedDocuments: readTrustedDocuments(), apollo, places };
  const reviewing = { ...shared, endpoint: `${publicUrl}/audit/graphql`, apollo: reviewApollo };
  const screening = {
    ...shared,
    ...{ publicUrl, policies: options.policies, store: options.store },
    uploads: new RequestPlaces(limits.screening.maxUploadsInProgress),
    downloads: new RequestPlaces(limits.screening.maxDownloadsInProgress),
  };
  const bundling = { ...shared, log, publicUrl };
  const sdl = readPublicSdl();
  return {
    '/graphql': (request, response) => answerRequest(request, response, answering),
    '/audit/graphql': (request, response) => answerReview(request, response, reviewing),
    '/screenings/': (request, response) => answerScreening(request, response, screening),
    ...logRoutes({ log, answerBundle: (request, response) => answerBundle(request, response, bundling) }),
    '/healthz': (_request, response) => {
      sendJson(response, 200, { status: 'ok' });
    },
    '/readyz': async (_request, response) => {
      const { ready, body } = await readiness(options);
      sendJson(response, ready ? 200 : 503, body);
    },
    '/.well-known/jwks.json': (_request, response) => {
      sendJson(response, 200, signingKeys.published());
    },
    '/schema.graphql': (_request, response) => {
      const headers = { 'content-type': 'application/graphql; charset=utf-8' };
      sendWhole(response, { status: 200, headers, body: sdl });
    },
  };
}
