import { issuerKeys, makeVerifiedTokens } from '@hearthgate/access-token';
import { openPool } from '@hearthgate/database';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { AgencyName } from '@hearthgate/schema';
import { readOperatorSdl } from '@hearthgate/schema/sdl';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type pg from 'pg';
import type { GovernedFields } from '../agency-token/governed-fields.ts';
import { OperatorRefused } from '../errors.ts';
import { limits } from '../service/limits.ts';
import type { ServedAgency } from '../service/served-agency.ts';
import { answerOperator } from './answer-operator.ts';
import { operatorResolvers } from './operator-resolvers.ts';
import { proofMemory } from './proof-memory.ts';
import { type OperatorAnswer, refusedAnswer } from './refused-answer.ts';

export interface ServeOperatorOptions extends Pick<ServedAgency, 'config' | 'agreement'> {
  readonly agency: AgencyName;
  readonly governed: Pick<GovernedFields, 'fieldOfPath'>;
}

/**
 * Adds `POST /operator/graphql` to an agency's service, over a pool of its own as the operator role; closed with the app.
 *
 * Takes JSON only, bounded in bytes: what a browser sends for a foreign page without asking is refused by its media type.
 */
export async function serveOperator(app: FastifyInstance, options: ServeOperatorOptions): Promise<void> {
  const pool = openOperatorPool(options.config.operatorDatabaseUrl);
  const reportFault = (error: unknown): void => {
    // Its code alone: a database's message may quote a value.
    app.log.error({ code: (error as { code?: unknown }).code ?? 'INTERNAL' }, 'an operator’s request failed');
  };
  const answering = { ...answeringOf(options, pool), reportFault };
  app.addHook('onClose', () => pool.end());
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.setErrorHandler((error: FastifyError, _request, reply) =>
      send(reply, refusedAnswer(asRefused(error), reportFault)),
    );
    scope.post(
      '/operator/graphql',
      { bodyLimit: limits.operator.maxRequestBytes },
      async ({ raw, body }, reply) => send(reply, await answerOperator(raw, body, answering)),
    );
    done();
  });
}

function answeringOf({ agency, config, agreement, governed }: ServeOperatorOptions, pool: pg.Pool) {
  const fields = [...new Set(Object.values(governed.fieldOfPath))];
  return {
    agency,
    issuer: config.issuer,
    audience: config.publicUrl,
    endpoint: `${config.publicUrl}/operator/graphql`,
    keys: issuerKeys(config.issuer),
    verifiedTokens: makeVerifiedTokens(),
    usedProofs: proofMemory(),
    schema: makeExecutableSchema({
      typeDefs: readOperatorSdl(),
      resolvers: operatorResolvers({ pool, agreement, fields }),
    }),
  };
}

function openOperatorPool(databaseUrl: string): pg.Pool {
  return openPool({
    databaseUrl,
    maxConnections: limits.operator.maxDatabaseConnections,
    connectTimeoutMs: limits.databaseConnectTimeoutMs,
    statementTimeoutMs: limits.databaseStatementTimeoutMs,
  });
}

/** Fastify's own refusals, made before there is a body; its messages may quote a header. */
function asRefused(error: FastifyError): unknown {
  if (error.statusCode === 413) {
    const message = `a request may have ${String(limits.operator.maxRequestBytes)} bytes`;
    return new OperatorRefused('REQUEST_TOO_LARGE', message);
  }
  if (error.statusCode === 415) {
    return new OperatorRefused('UNSUPPORTED_MEDIA_TYPE', 'send Content-Type: application/json');
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new OperatorRefused('BAD_USER_INPUT', 'the body cannot be read');
  }
  return error;
}

function send(reply: FastifyReply, { status, headers, body }: OperatorAnswer): FastifyReply {
  return reply
    .code(status)
    .headers({ 'cache-control': 'no-store', ...headers })
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body));
}
