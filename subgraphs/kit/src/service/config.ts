import { parseEnvironment } from '@hearthgate/process';
import { z } from 'zod';

const publicUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''));

const environment = z.object({
  HEARTHGATE_AGENCY_PORT: z.coerce.number().int().min(1).max(65_535),
  HEARTHGATE_AGENCY_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  HEARTHGATE_AGENCY_OPERATOR_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  HEARTHGATE_AGENCY_PUBLIC_URL: publicUrl,
  HEARTHGATE_AGENCY_GATEWAY_URL: publicUrl,
  HEARTHGATE_AGENCY_ISSUER: publicUrl,
  HEARTHGATE_AGENCY_AGREEMENT_FILE: z.string().min(1),
  HEARTHGATE_AGENCY_FILTER_MAX_MB: z.coerce.number().int().min(0).max(4_096).default(128),
});

export interface AgencyServiceConfig {
  readonly port: number;
  /** As the service role, which can read the shared views and insert access records, and nothing else. */
  readonly databaseUrl: string;
  /** As the operator role, which can read access records without whom they are about, and reports of imports. */
  readonly operatorDatabaseUrl: string;
  /** What the gateway calls this agency by: whom tokens must be for. */
  readonly publicUrl: string;
  /** The gateway's public URL: whom tokens must be from, and where its keys are. */
  readonly gatewayUrl: string;
  /** What operators' tokens must name as their issuer; its metadata tells where its keys are. */
  readonly issuer: string;
  /** The agency's own `agreement.cedar`. */
  readonly agreementFile: string;
  /** What the filter of who is not listed may take; a register that needs more, and 0, has none. */
  readonly filterMaxBytes: number;
}

/** Reads an agency service's settings; throws one line that names every bad variable. */
export function parseAgencyServiceConfig(
  env: NodeJS.ProcessEnv = process.env,
): Readonly<AgencyServiceConfig> {
  const parsed = parseEnvironment('agency service', environment, env);
  return Object.freeze({
    port: parsed.HEARTHGATE_AGENCY_PORT,
    databaseUrl: parsed.HEARTHGATE_AGENCY_DATABASE_URL,
    operatorDatabaseUrl: parsed.HEARTHGATE_AGENCY_OPERATOR_DATABASE_URL,
    publicUrl: parsed.HEARTHGATE_AGENCY_PUBLIC_URL,
    gatewayUrl: parsed.HEARTHGATE_AGENCY_GATEWAY_URL,
    issuer: parsed.HEARTHGATE_AGENCY_ISSUER,
    agreementFile: parsed.HEARTHGATE_AGENCY_AGREEMENT_FILE,
    filterMaxBytes: parsed.HEARTHGATE_AGENCY_FILTER_MAX_MB * 2 ** 20,
  });
}
