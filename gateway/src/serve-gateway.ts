import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { PolicyError } from '@hearthgate/policies';
import type { RunningService } from '@hearthgate/process';
import { AGENCIES } from '@hearthgate/schema';
import { readPublicSdl } from '@hearthgate/schema/sdl';
import { readTrustedDocuments } from '@hearthgate/schema/trusted-documents';
import { tokenVerification } from './access-token/token-verification.ts';
import { answerRequest } from './answer-request.ts';
import { AgencyCaller } from './agencies/agency-caller.ts';
import { requestRates } from './budget/admit-request.ts';
import { forgetSpentSubjects } from './budget/forget-spent-subjects.ts';
import { openClientDirectory } from './clients/open-client-directory.ts';
import { compiledLane } from './compiled-lane/compiled-lane.ts';
import type { GatewayConfig } from './config.ts';
import { openGatewayPool } from './database/open-gateway-pool.ts';
import type { MakeLane } from './lane.ts';
import { makeApollo } from './make-apollo.ts';
import { PolicyKeeper } from './policies/policy-keeper.ts';
import { readPolicies } from './policies/read-policies.ts';
import { makePublicSchema } from './public-schema.ts';
import { sendAnswer } from './send-answer.ts';
import { watchSigningKeys } from './signing-keys/watch-signing-keys.ts';

export interface RunningGateway extends RunningService {
  /** Takes up changed agreements; throws `PolicyError` for a broken one, and the old policies stay. */
  reloadPolicies(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * Builds the gateway from its settings and listens on 127.0.0.1. Clients are answered by the compiled lane; another is
 * for those who compare the two.
 */
export async function serveGateway(
  config: GatewayConfig,
  makeLane: MakeLane = compiledLane,
): Promise<RunningGateway> {
  const publicSchema = makePublicSchema();
  const reading = { agreementsFolder: config.agreementsFolder, reportBroken };
  const policies = new PolicyKeeper(
    await readPolicies({ ...reading, onBrokenAgreement: 'withhold' }),
    publicSchema,
  );
  const signingKeys = watchSigningKeys({ file: config.signingKeysFile, reportFault });
  const agencies = new AgencyCaller({ ...config, signingKeys });
  const pool = openGatewayPool(config.databaseUrl);
  const clients = openClientDirectory({ pool });
  const forgetting = forgetSpentSubjects(pool);
  const apollo = makeApollo({
    publicSchema,
    policies,
    budget: { pool, key: config.budgetKey },
    lane: makeLane({ publicSchema, ask: agencies.ask }),
    reportFault,
  });
  await apollo.start();
  const answering = {
    ...tokenVerification({ ...config, pool, clients }),
    rates: requestRates(),
    requestDeadlineMs: config.requestDeadlineMs,
    trustedDocuments: readTrustedDocuments(),
    apollo,
    reportFault,
  };
  const sdl = readPublicSdl();
  const routes: Readonly<Record<string, Handler>> = {
    '/graphql': (request, response) => answerRequest(request, response, answering),
    '/healthz': (_request, response) => {
      sendJson(response, 200, { status: 'ok' });
    },
    '/readyz': async (_request, response) => {
      sendJson(response, 200, {
        status: 'ready',
        policyHash: policies.policyHash,
        agreements: policies.agreementHashes,
        agencies: await agencyStates(agencies),
      });
    },
    '/.well-known/jwks.json': (_request, response) => {
      sendJson(response, 200, signingKeys.published());
    },
    '/schema.graphql': (_request, response) => {
      sendText(response, 'application/graphql', sdl);
    },
  };
  const server = await listen(dispatcher(routes), config.port);
  return {
    reloadPolicies: async () => {
      policies.replace(await readPolicies({ ...reading, onBrokenAgreement: 'refuse' }));
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
      await apollo.stop();
      await agencies[Symbol.asyncDispose]();
      signingKeys[Symbol.dispose]();
      clients.close();
      forgetting.close();
      await pool.end();
    },
  };
}

function dispatcher(
  routes: Readonly<Record<string, Handler>>,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const handle = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (!handle) {
      sendJson(response, 404, { error: 'not found' });
      return;
    }
    Promise.resolve(handle(request, response)).catch((error: unknown) => {
      reportFault(error);
      response.destroy();
    });
  };
}

function listen(answer: RequestListener, port: number): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

async function agencyStates(agencies: AgencyCaller): Promise<Record<string, 'up' | 'down'>> {
  const states = AGENCIES.map(
    async (agency) => [agency, (await agencies.isUp(agency)) ? 'up' : 'down'] as const,
  );
  return Object.fromEntries(await Promise.all(states));
}

function sendText(response: ServerResponse, mediaType: string, body: string): void {
  const headers = { 'content-type': `${mediaType}; charset=utf-8` };
  sendAnswer(response, { status: 200, headers, body });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendAnswer(response, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  });
}

/** An agreement's text is the agency's to publish: its error may be shown in full. */
function reportBroken(error: PolicyError): void {
  process.stderr.write(`${JSON.stringify({ level: 'error', withheld: error.message })}\n`);
}

/** A fault's name and place, never its message: a message may quote what was asked. */
function reportFault(error: unknown): void {
  const { name = 'unknown', stack = '' } = error instanceof Error ? error : {};
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim());
  process.stderr.write(`${JSON.stringify({ level: 'error', fault: name, frames })}\n`);
}
