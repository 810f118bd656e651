import { parseEnvironment } from '@hearthgate/process';
import { z } from 'zod';

const environment = z.object({
  HEARTHGATE_AGENCY_PORT: z.coerce.number().int().min(1).max(65_535),
  HEARTHGATE_AGENCY_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
});

export interface AgencyServiceConfig {
  readonly port: number;
  /** As the service role, which can read the shared views and insert access records, and nothing else. */
  readonly databaseUrl: string;
}

/** Reads an agency service's settings; throws one line that names every bad variable. */
export function parseAgencyServiceConfig(
  env: NodeJS.ProcessEnv = process.env,
): Readonly<AgencyServiceConfig> {
  const parsed = parseEnvironment('agency service', environment, env);
  return Object.freeze({
    port: parsed.HEARTHGATE_AGENCY_PORT,
    databaseUrl: parsed.HEARTHGATE_AGENCY_DATABASE_URL,
  });
}
