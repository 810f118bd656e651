import { parseEnvironment } from '@hearthgate/process';
import { AGENCIES } from '@hearthgate/schema';
import type { AgencyName } from '@hearthgate/schema';
import type { JWK } from 'jose';
import { z } from 'zod';

const withoutTrailingSlash = (url: string): string => url.replace(/\/$/, '');

const parties = ['gateway', ...AGENCIES] as const;

const audiences = z.string().transform((text, context) => {
  const urls = new Map<string, string>();
  for (const entry of text.split(',')) {
    const [name = '', url = ''] = entry.split(/=(.*)/s);
    if (URL.canParse(url.trim())) urls.set(name.trim(), withoutTrailingSlash(url.trim()));
  }
  const missing = parties.filter((party) => !urls.has(party));
  const unknown = [...urls.keys()].filter((name) => !parties.some((party) => party === name));
  if (missing.length > 0 || unknown.length > 0) {
    const problems = [
      ...missing.map((name) => `no url for ${name}`),
      ...unknown.map((n) => `${n} is unknown`),
    ];
    context.addIssue({ code: 'custom', message: problems.join(', ') });
    return z.NEVER;
  }
  return Object.fromEntries(urls) as Record<'gateway' | AgencyName, string>;
});

const publicKey = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is no JSON' });
      return z.NEVER;
    }
  })
  .pipe(
    // Strict: a private key's `d` has no business here.
    z.strictObject({
      kty: z.literal('EC'),
      crv: z.literal('P-256'),
      x: z.string(),
      y: z.string(),
      kid: z.string(),
      alg: z.literal('ES256'),
      use: z.literal('sig'),
    }),
  );

/**
 * For the supervisor: the first five are required.
 * `HEARTHGATE_ISSUER_AUDIENCES` is `gateway=http://127.0.0.1:4000,enrollment=http://127.0.0.1:4011,…` with all five
 * agencies, exactly the public URLs that the gateway and the agencies know themselves by.
 * `HEARTHGATE_ISSUER_KEYS_FILE` (say, DATA_DIR/keys/issuer.json) is created at the first start, 0600, its folder too.
 * `HEARTHGATE_ISSUER_DATABASE_URL` is what `provisionIssuer` returned.
 * `HEARTHGATE_ISSUER_CONSOLE_URL` and `HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY` (a JWK) go together; without them nobody signs in.
 */
const environment = z.object({
  HEARTHGATE_ISSUER_PORT: z.coerce.number().int().min(1).max(65_535),
  HEARTHGATE_ISSUER_URL: z.url({ protocol: /^https?$/ }),
  HEARTHGATE_ISSUER_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  HEARTHGATE_ISSUER_AUDIENCES: audiences,
  HEARTHGATE_ISSUER_KEYS_FILE: z.string().min(1),
  HEARTHGATE_ISSUER_CONSOLE_URL: z.url({ protocol: /^https?$/ }).optional(),
  HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY: publicKey.optional(),
});

/** The console that people sign in to. */
export interface ConsoleParty {
  readonly url: string;
  readonly publicKey: JWK;
}

export interface IssuerConfig {
  readonly port: number;
  /** The `iss` of every token; where the issuer is found, whatever a request's Host header says. */
  readonly url: string;
  readonly databaseUrl: string;
  /** What a token's `aud` can be. */
  readonly audiences: Readonly<Record<'gateway' | AgencyName, string>>;
  readonly keysFile: string;
  /** Undefined: no people, clients only. */
  readonly console: ConsoleParty | undefined;
}

/** Reads the issuer's settings; throws one line that names every bad variable. */
export function parseIssuerConfig(env: NodeJS.ProcessEnv = process.env): Readonly<IssuerConfig> {
  const parsed = parseEnvironment('issuer', environment, env);
  const { HEARTHGATE_ISSUER_CONSOLE_URL: consoleUrl, HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY: key } = parsed;
  if ((consoleUrl === undefined) !== (key === undefined)) {
    throw new Error(
      'issuer: bad configuration: HEARTHGATE_ISSUER_CONSOLE_URL and HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY go together',
    );
  }
  return Object.freeze({
    port: parsed.HEARTHGATE_ISSUER_PORT,
    url: withoutTrailingSlash(parsed.HEARTHGATE_ISSUER_URL),
    databaseUrl: parsed.HEARTHGATE_ISSUER_DATABASE_URL,
    audiences: Object.freeze(parsed.HEARTHGATE_ISSUER_AUDIENCES),
    keysFile: parsed.HEARTHGATE_ISSUER_KEYS_FILE,
    console:
      consoleUrl === undefined || key === undefined
        ? undefined
        : Object.freeze({ url: withoutTrailingSlash(consoleUrl), publicKey: key }),
  });
}
