import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { errors, Pool } from 'undici';
import type { CallGrant } from '../agency-token/call-grant.ts';
import { signAgencyToken } from '../agency-token/sign-agency-token.ts';
import { limits } from '../limits.ts';
import type { SigningKeys } from '../signing-keys/watch-signing-keys.ts';
import { AgencyGuard, type CircuitOptions } from './agency-guard.ts';
import { type AgencyFailure, AgencyUnavailable } from './agency-unavailable.ts';
import type { CircuitStateName } from './circuit-state.ts';
import { isRecord } from './is-record.ts';

export interface AgencyCall {
  readonly agency: AgencyName;
  /** GraphQL text against the agency's assertion schema. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly deadline: AbortSignal;
  /** What the call's token says. */
  readonly grant: CallGrant;
}

/** An agency's data, whose shape nobody has checked yet. */
export interface AgencyAnswer {
  readonly data: Readonly<Record<string, unknown>>;
}

export type AskAgency = (call: AgencyCall) => Promise<AgencyAnswer>;

export interface AgencyCallerOptions {
  /** Where each agency is, which is also whom its tokens are for. */
  readonly agencyUrls: Readonly<Record<AgencyName, string>>;
  /** This gateway's public URL: the issuer of the tokens. */
  readonly publicUrl: string;
  readonly signingKeys: SigningKeys;
  readonly circuit?: CircuitOptions;
}

interface Connection {
  readonly pool: Pool;
  readonly guard: AgencyGuard;
}

/**
 * Calls agencies over kept connections, each call under a token of its own; the client's token goes no further. Whatever
 * is not a clean answer throws `AgencyUnavailable`: no HTTP status but 200, no answer with errors beside its data, nothing
 * after the deadline and nothing too large is taken for an answer. A guard for each agency (`AgencyGuard`) tries again
 * once where the connection failed, and spares an agency that keeps failing.
 *
 * Does not check what the data holds.
 */
export class AgencyCaller implements AsyncDisposable {
  readonly #options: AgencyCallerOptions;
  readonly #connections: ReadonlyMap<AgencyName, Connection>;

  constructor(options: AgencyCallerOptions) {
    this.#options = options;
    this.#connections = new Map(
      AGENCIES.map((agency) => {
        const pool = new Pool(options.agencyUrls[agency], {
          connections: limits.maxConnectionsPerAgency,
          maxResponseSize: limits.maxAgencyAnswerBytes,
          connect: { timeout: limits.agencyConnectTimeoutMs },
        });
        return [agency, { pool, guard: new AgencyGuard(agency, options.circuit) }];
      }),
    );
  }

  readonly ask: AskAgency = async ({ agency, query, variables, deadline, grant }) => {
    const { pool, guard } = this.#connection(agency);
    const request = {
      authorization: `Bearer ${this.#token(agency, grant)}`,
      body: JSON.stringify({ query, variables }),
    };
    return guard.run(() => askOnce({ agency, pool, deadline, ...request }), deadline);
  };

  /** For metrics. */
  circuitOf(agency: AgencyName): CircuitStateName {
    return this.#connection(agency).guard.circuit;
  }

  /** Whether the agency's process answers at all. */
  async isUp(agency: AgencyName): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(limits.readinessTimeoutMs);
      const { pool } = this.#connection(agency);
      const response = await pool.request({ method: 'GET', path: '/healthz', signal });
      await response.body.dump();
      return response.statusCode === 200;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#connections.values()].map(({ pool }) => pool.destroy()));
  }

  #token(agency: AgencyName, grant: CallGrant): string {
    const { agencyUrls, publicUrl, signingKeys } = this.#options;
    try {
      return signAgencyToken(grant, {
        issuer: publicUrl,
        audience: agencyUrls[agency],
        key: signingKeys.current(),
        nowMs: Date.now(),
      });
    } catch (error) {
      throw new AgencyUnavailable(agency, 'ABANDONED', error);
    }
  }

  #connection(agency: AgencyName): Connection {
    const connection = this.#connections.get(agency);
    if (!connection) throw new Error(`no agency ${agency}`);
    return connection;
  }
}

interface OneTry {
  readonly agency: AgencyName;
  readonly pool: Pool;
  readonly authorization: string;
  readonly body: string;
  readonly deadline: AbortSignal;
}

async function askOnce({ agency, pool, authorization, body, deadline }: OneTry): Promise<AgencyAnswer> {
  const startedAt = performance.now();
  let statusCode: number;
  let text: string;
  try {
    const response = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
      body,
      signal: deadline,
    });
    statusCode = response.statusCode;
    text = await response.body.text();
  } catch (error) {
    throw new AgencyUnavailable(agency, failureOf(error, deadline, startedAt), error);
  }
  if (statusCode >= 400 && statusCode < 500) throw new AgencyUnavailable(agency, 'REFUSED');
  const answer = parseAnswer(text);
  if (statusCode !== 200 || answer === undefined) throw new AgencyUnavailable(agency, 'WRONG');
  // An error without a path may belong to anybody in the call: with errors, there is no answer (docs/decisions/0011).
  if (answer.errors !== undefined || !isRecord(answer.data)) throw new AgencyUnavailable(agency, 'REFUSED');
  return { data: answer.data };
}

function failureOf(error: unknown, deadline: AbortSignal, startedAt: number): AgencyFailure {
  if (deadline.aborted) {
    return performance.now() - startedAt < limits.agencyFairTimeMs ? 'ABANDONED' : 'LATE';
  }
  return error instanceof errors.ResponseExceededMaxSizeError ? 'WRONG' : 'UNREACHABLE';
}

function parseAnswer(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return isRecord(answer) ? answer : undefined;
  } catch {
    // The parser's own message quotes the text.
    return undefined;
  }
}
