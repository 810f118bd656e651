import { parseEnvironment } from '@hearthgate/process';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { z } from 'zod';

const publicUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''));

/** An origin: the console's cookies, its `/callback` and its pages are at the root of a host. */
const origin = publicUrl.refine((url) => new URL(url).origin === url, 'a URL without a path');

const agencies = z.string().transform((text, context): Readonly<Partial<Record<AgencyName, string>>> => {
  const urls = text.split(',').map((entry) => entry.split(/=(.*)/s));
  const wrong = urls.filter(
    ([name, url = '']) => !AGENCIES.some((agency) => agency === name?.trim()) || !URL.canParse(url.trim()),
  );
  if (wrong.length > 0) {
    context.addIssue({ code: 'custom', message: 'each must be AGENCY=URL' });
    return z.NEVER;
  }
  return Object.fromEntries(urls.map(([name, url = '']) => [name?.trim(), url.trim().replace(/\/$/, '')]));
});

const environment = z.object({
  HEARTHGATE_CONSOLE_PORT: z.coerce.number().int().min(1).max(65_535),
  HEARTHGATE_CONSOLE_URL: origin,
  HEARTHGATE_CONSOLE_ISSUER: publicUrl,
  HEARTHGATE_CONSOLE_CLIENT_ID: z.string().min(1),
  HEARTHGATE_CONSOLE_KEY_FILE: z.string().min(1),
  HEARTHGATE_CONSOLE_SCOPE: z.string().min(1).default('openid offline_access'),
  HEARTHGATE_CONSOLE_GATEWAY_URL: publicUrl,
  HEARTHGATE_CONSOLE_AGENCIES: agencies,
  HEARTHGATE_CONSOLE_SESSION_IDLE_SECONDS: z.coerce.number().int().min(1).max(86_400).default(1_800),
  HEARTHGATE_CONSOLE_SESSION_SECONDS: z.coerce.number().int().min(1).max(86_400).default(28_800),
});

export interface ConsoleConfig {
  readonly port: number;
  /** As browsers reach it, an origin; requests for another host are refused. */
  readonly url: string;
  readonly issuer: string;
  readonly clientId: string;
  /** The private ES256 key, a JWK with `kid`, by which the console proves to the issuer that it is the console. */
  readonly keyFile: string;
  /** What is asked for at sign-in; an issuer that gives refresh tokens without `offline_access` can do with `openid`. */
  readonly scope: string;
  readonly gatewayUrl: string;
  readonly agencies: Readonly<Partial<Record<AgencyName, string>>>;
  /** A session that asks for nothing ends after this long, … */
  readonly sessionIdleSeconds: number;
  /** … and every session after this long. */
  readonly sessionSeconds: number;
}

/** Reads the console's settings; throws one line that names every bad variable. */
export function parseConsoleConfig(env: NodeJS.ProcessEnv = process.env): Readonly<ConsoleConfig> {
  const parsed = parseEnvironment('console', environment, env);
  return Object.freeze({
    port: parsed.HEARTHGATE_CONSOLE_PORT,
    url: parsed.HEARTHGATE_CONSOLE_URL,
    issuer: parsed.HEARTHGATE_CONSOLE_ISSUER,
    clientId: parsed.HEARTHGATE_CONSOLE_CLIENT_ID,
    keyFile: parsed.HEARTHGATE_CONSOLE_KEY_FILE,
    scope: parsed.HEARTHGATE_CONSOLE_SCOPE,
    gatewayUrl: parsed.HEARTHGATE_CONSOLE_GATEWAY_URL,
    agencies: Object.freeze(parsed.HEARTHGATE_CONSOLE_AGENCIES),
    sessionIdleSeconds: parsed.HEARTHGATE_CONSOLE_SESSION_IDLE_SECONDS,
    sessionSeconds: parsed.HEARTHGATE_CONSOLE_SESSION_SECONDS,
  });
}
