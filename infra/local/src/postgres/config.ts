import { parseEnvironment } from '@hearthgate/process';
import { z } from 'zod';

const environment = z.object({
  HEARTHGATE_POSTGRES_PORT: z.coerce.number().int().min(1).max(65_535),
  HEARTHGATE_POSTGRES_DATA_DIR: z.string().min(1),
});

export interface PostgresConfig {
  readonly port: number;
  /** The installation's data directory; the cluster lies in its folder `postgres`, its password in `secrets.json`. */
  readonly dataDir: string;
}

/** Reads the embedded Postgres' settings; throws one line that names every bad variable. */
export function parsePostgresConfig(env: NodeJS.ProcessEnv = process.env): Readonly<PostgresConfig> {
  const parsed = parseEnvironment('postgres', environment, env);
  return Object.freeze({
    port: parsed.HEARTHGATE_POSTGRES_PORT,
    dataDir: parsed.HEARTHGATE_POSTGRES_DATA_DIR,
  });
}
