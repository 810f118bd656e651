import { AGENCIES, type Purpose } from '@hearthgate/schema/vocabulary';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConsoleError } from '../../errors.ts';
import type { Session } from '../session/session.ts';
import type { ApiOptions } from './api-options.ts';
import { passThrough } from './pass-through.ts';
import { requireRole } from './require-role.ts';
import { requireSession } from './require-session.ts';
import { SCREENING_ROLES, STUDENT_PURPOSES } from './screening-roles.ts';

const variables = z.record(z.string(), z.unknown()).default({});
const operationName = z.string().max(200).nullish();

/** A trusted document, or the text of a question from whom the gateway lets ask so. */
const studentQuestion = z.union([
  z.strictObject({ documentId: z.string().max(100), variables, purpose: z.enum(STUDENT_PURPOSES) }),
  z.strictObject({ query: z.string(), variables, operationName, purpose: z.enum(STUDENT_PURPOSES) }),
]);

const question = z.strictObject({ query: z.string(), variables, operationName });

interface AskOptions {
  readonly session: Session;
  readonly purpose: Purpose;
  /** Whom the token is for. */
  readonly resource: string;
  readonly path: string;
  readonly body: unknown;
}

/**
 * GraphQL questions of the pages, each to the one place that answers them, in the session's name and for one purpose:
 * `/api/graphql` about students, `/api/audit/graphql` to the log, `/api/agency/graphql` to the session's own agency.
 * Answers come back as they are.
 */
export function questionRoutes(app: FastifyInstance, options: ApiOptions): void {
  const { config, tokens } = options;

  const ask = async (reply: FastifyReply, { session, purpose, resource, path, body }: AskOptions) => {
    const accessToken = await tokens.get({ session, purpose, resource });
    return passThrough(reply, {
      url: `${resource}${path}`,
      method: 'POST',
      accessToken,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
  };

  app.post('/api/graphql', (request, reply) => {
    const session = requireSession(request, options);
    requireRole(session, SCREENING_ROLES);
    const { purpose, ...body } = parse(studentQuestion, request.body);
    return ask(reply, { session, purpose, resource: config.gatewayUrl, path: '/graphql', body });
  });

  app.post('/api/audit/graphql', (request, reply) => {
    const session = requireSession(request, options);
    requireRole(session, ['PRIVACY_OFFICER']);
    const body = parse(question, request.body);
    const purpose = 'AUDIT_REVIEW';
    return ask(reply, { session, purpose, resource: config.gatewayUrl, path: '/audit/graphql', body });
  });

  app.post('/api/agency/graphql', (request, reply) => {
    const session = requireSession(request, options);
    requireRole(session, ['AGENCY_OPERATOR']);
    const body = parse(question, request.body);
    const agency = AGENCIES.find((name) => name === session.person.location);
    const resource = agency && config.agencies[agency];
    if (resource === undefined)
      throw new ConsoleError('FORBIDDEN', 'this account’s agency is not known here');
    const purpose = 'REGISTER_OPERATION';
    return ask(reply, { session, purpose, resource, path: '/operator/graphql', body });
  });
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ConsoleError('BAD_USER_INPUT', 'this question has another form than expected');
}
