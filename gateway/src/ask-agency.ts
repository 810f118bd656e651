import type { AgencyName } from '@hearthgate/schema';
import type { ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import { z } from 'zod';
import type { CallGrant } from './agency-token/call-grant.ts';
import { signAgencyToken } from './agency-token/sign-agency-token.ts';
import { limits } from './limits.ts';
import type { SigningKeys } from './signing-keys/watch-signing-keys.ts';

export interface AgencyCall {
  readonly agency: AgencyName;
  /** GraphQL text against the agency's assertion schema. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly deadline: AbortSignal;
  /** What the call's token says. */
  readonly grant: CallGrant;
}

export type AskAgency = (call: AgencyCall) => Promise<ExecutionResult>;

/** An agency that is down, slow or wrong. Its own words stay out: they may quote what was asked. */
export class AgencyUnavailable extends Error {
  constructor(agency: AgencyName, cause: unknown) {
    super(`${agency} did not answer`, { cause });
    this.name = 'AgencyUnavailable';
  }
}

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

export interface AgencyCallerOptions {
  /** Where each agency is, which is also whom its tokens are for. */
  readonly agencyUrls: Readonly<Record<AgencyName, string>>;
  /** This gateway's public URL: the issuer of the tokens. */
  readonly publicUrl: string;
  readonly signingKeys: SigningKeys;
}

/**
 * Calls agencies over kept connections, each call under a token of its own; the client's token goes no further. Whatever is not a clean answer throws `AgencyUnavailable`: no HTTP status but
 * 200, no answer with errors beside its data, nothing after the deadline and nothing too large is taken for an answer.
 */
export class AgencyCaller implements AsyncDisposable {
  readonly #options: AgencyCallerOptions;
  readonly #pools: ReadonlyMap<AgencyName, Pool>;

  constructor(options: AgencyCallerOptions) {
    this.#options = options;
    this.#pools = new Map(
      Object.entries(options.agencyUrls).map(([agency, url]) => [
        agency as AgencyName,
        new Pool(url, {
          connections: limits.maxConnectionsPerAgency,
          maxResponseSize: limits.maxAgencyAnswerBytes,
          connect: { timeout: limits.agencyConnectTimeoutMs },
        }),
      ]),
    );
  }

  readonly ask: AskAgency = async ({ agency, query, variables, deadline, grant }) => {
    try {
      const response = await this.#pool(agency).request({
        method: 'POST',
        path: '/graphql',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          authorization: `Bearer ${this.#token(agency, grant)}`,
        },
        body: JSON.stringify({ query, variables }),
        signal: deadline,
      });
      const answer = answerSchema.parse(await response.body.json());
      if (response.statusCode !== 200 || answer.errors !== undefined || !answer.data) {
        throw new Error(`HTTP ${String(response.statusCode)}`);
      }
      return { data: answer.data };
    } catch (error) {
      throw new AgencyUnavailable(agency, error);
    }
  };

  /** Whether the agency's process answers at all. */
  async isUp(agency: AgencyName): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(limits.readinessTimeoutMs);
      const response = await this.#pool(agency).request({ method: 'GET', path: '/healthz', signal });
      await response.body.dump();
      return response.statusCode === 200;
    } catch {
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()));
  }

  #token(agency: AgencyName, grant: CallGrant): string {
    const { agencyUrls, publicUrl, signingKeys } = this.#options;
    return signAgencyToken(grant, {
      issuer: publicUrl,
      audience: agencyUrls[agency],
      key: signingKeys.current(),
      nowMs: Date.now(),
    });
  }

  #pool(agency: AgencyName): Pool {
    const pool = this.#pools.get(agency);
    if (!pool) throw new Error(`no agency ${agency}`);
    return pool;
  }
}
