import { resolve } from 'node:path';
import { z } from 'zod';
import { LocalError } from './errors.ts';

const portBase = z.coerce.number().int().min(1024).max(65_000);

const environment = z.object({
  HEARTHGATE_PORT_BASE: portBase.default(4000),
  HEARTHGATE_DATA_DIR: z.string().min(1).default('.data'),
  HEARTHGATE_DEMO: z.enum(['lianhe', 'none']).default('lianhe'),
  HEARTHGATE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  HEARTHGATE_AUDIT_ORIGIN: z.string().min(1).max(200).optional(),
  npm_command: z.string().optional(),
});

export type Demo = 'lianhe' | 'none';

export interface LocalConfig {
  readonly portBase: number;
  /** Absolute. */
  readonly dataDir: string;
  readonly demo: Demo;
  /** An admin's connection string of a Postgres to use instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** What an audit log that is made at this start is called in its checkpoints, for good. */
  readonly auditOrigin: string | undefined;
  /** npm and npx leave what they started behind when they are killed, so what they started must watch them. */
  readonly startedByNpm: boolean;
}

/** What the command line said; it outranks the environment. */
export interface LocalOptions {
  readonly portBase?: number | undefined;
  readonly dataDir?: string | undefined;
  readonly demo?: Demo | undefined;
}

/**
 * Settings of the local installation, from options and environment. A relative data directory is taken from the
 * working directory. Throws `BAD_CONFIGURATION`: one line that names every bad variable and repeats no value.
 */
export function parseConfig(
  options: LocalOptions = {},
  env: NodeJS.ProcessEnv = process.env,
): Readonly<LocalConfig> {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new LocalError('BAD_CONFIGURATION', `bad configuration: ${problems.join('; ')}`);
  }
  const { data } = parsed;
  return Object.freeze({
    portBase: options.portBase ?? data.HEARTHGATE_PORT_BASE,
    dataDir: resolve(options.dataDir ?? data.HEARTHGATE_DATA_DIR),
    demo: options.demo ?? data.HEARTHGATE_DEMO,
    databaseUrl: data.HEARTHGATE_DATABASE_URL,
    auditOrigin: data.HEARTHGATE_AUDIT_ORIGIN,
    startedByNpm: data.npm_command !== undefined,
  });
}

/**
 * What a service inherits of this process's environment: everything that is not Hearthgate's, and of Hearthgate's own
 * variables those that begin with `prefix`. An agency never sees the administrator's database password. OpenTelemetry's
 * variables, which may hold the key to a collector, are the gateway's, as nobody else exports anything.
 */
export function inheritedEnvironment(
  prefix: string,
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || name.startsWith('npm_')) continue;
    if (name.startsWith('HEARTHGATE_') && !name.startsWith(prefix)) continue;
    if (name.startsWith('OTEL_') && prefix !== 'HEARTHGATE_GATEWAY_') continue;
    inherited[name] = value;
  }
  return inherited;
}
