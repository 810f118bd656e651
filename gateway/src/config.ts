import { createSecretKey, type KeyObject } from 'node:crypto';
import { parseEnvironment } from '@hearthgate/process';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { z } from 'zod';
import { type TelemetryConfig, telemetryConfig, telemetryVariables } from './telemetry/config.ts';

/** `<agency>=<url>`, separated by commas, for every agency. */
export const agencyUrls = z.string().transform((text, context) => {
  const urls = new Map<string, string>();
  for (const entry of text.split(',')) {
    const [name = '', url = ''] = entry.split(/=(.*)/s);
    if (URL.canParse(url)) urls.set(name.trim(), url.trim().replace(/\/$/, ''));
  }
  const missing = AGENCIES.filter((agency) => !urls.has(agency));
  if (missing.length > 0) {
    context.addIssue({ code: 'custom', message: `no url for ${missing.join(', ')}` });
    return z.NEVER;
  }
  return Object.fromEntries(urls) as Record<AgencyName, string>;
});

const secretKey = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').length >= 32, 'at least 32 bytes in base64')
  .transform((text) => createSecretKey(Buffer.from(text, 'base64')));

const environment = z.object({
  HEARTHGATE_GATEWAY_PORT: z.coerce.number().int().min(1).max(65_535),
  HEARTHGATE_GATEWAY_PUBLIC_URL: z.url(),
  HEARTHGATE_GATEWAY_ISSUER: z.url(),
  HEARTHGATE_GATEWAY_AGENCIES: agencyUrls,
  HEARTHGATE_GATEWAY_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  HEARTHGATE_GATEWAY_BUDGET_KEY: secretKey,
  HEARTHGATE_GATEWAY_AGREEMENTS_DIR: z.string().min(1),
  HEARTHGATE_GATEWAY_SIGNING_KEYS_FILE: z.string().min(1),
  HEARTHGATE_GATEWAY_AUDIT_WRITER_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  HEARTHGATE_GATEWAY_AUDIT_READER_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  HEARTHGATE_GATEWAY_AUDIT_REVIEW_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  HEARTHGATE_GATEWAY_CHECKPOINT_KEYS_FILE: z.string().min(1),
  HEARTHGATE_GATEWAY_SUBJECT_KEYS_FILE: z.string().min(1),
  HEARTHGATE_GATEWAY_SCREENING_KEYS_FILE: z.string().min(1),
  ...telemetryVariables,
  HEARTHGATE_GATEWAY_REQUEST_DEADLINE_MS: z.coerce.number().int().min(300).max(60_000).default(1_000),
});

export interface GatewayConfig {
  readonly port: number;
  /** What tokens must name as their audience. */
  readonly publicUrl: string;
  /** What tokens must name as their issuer; its metadata tells where its keys are. */
  readonly issuer: string;
  readonly agencyUrls: Readonly<Record<AgencyName, string>>;
  /** The gateway's own database, as its service role. */
  readonly databaseUrl: string;
  /** What students are counted under in daily budgets; the same at all replicas. */
  readonly budgetKey: KeyObject;
  /** Holds `<agency>/agreement.cedar` for each agency, as the agencies hold to them themselves. */
  readonly agreementsFolder: string;
  /** The keys that tokens for agencies are signed with; taken up anew whenever the file changes. */
  readonly signingKeysFile: string;
  readonly auditLog: {
    /** The log's database, as the role that adds leaves and reads none. */
    readonly writerUrl: string;
    /** The same, as the role that only reads. */
    readonly readerUrl: string;
    /** The same, as the role that keeps what is derived from it for privacy officers. */
    readonly reviewUrl: string;
    /** What checkpoints are signed with; taken up anew whenever the file changes. */
    readonly checkpointKeysFile: string;
    /** What subjects stand in the log under; taken up anew whenever the file changes. */
    readonly subjectKeysFile: string;
  };
  /** What screenings' own keys are wrapped under; gateways and screening workers share the file. */
  readonly screeningKeysFile: string;
  /** From the first byte of a request to its answer; an agency that has not answered by then is unavailable. */
  readonly requestDeadlineMs: number;
  readonly telemetry: TelemetryConfig;
}

/** Reads the gateway's settings; throws one line that names every bad variable. */
export function parseGatewayConfig(env: NodeJS.ProcessEnv = process.env): Readonly<GatewayConfig> {
  const parsed = parseEnvironment('gateway', environment, env);
  return Object.freeze({
    port: parsed.HEARTHGATE_GATEWAY_PORT,
    publicUrl: parsed.HEARTHGATE_GATEWAY_PUBLIC_URL.replace(/\/$/, ''),
    issuer: parsed.HEARTHGATE_GATEWAY_ISSUER.replace(/\/$/, ''),
    agencyUrls: parsed.HEARTHGATE_GATEWAY_AGENCIES,
    databaseUrl: parsed.HEARTHGATE_GATEWAY_DATABASE_URL,
    budgetKey: parsed.HEARTHGATE_GATEWAY_BUDGET_KEY,
    agreementsFolder: parsed.HEARTHGATE_GATEWAY_AGREEMENTS_DIR,
    signingKeysFile: parsed.HEARTHGATE_GATEWAY_SIGNING_KEYS_FILE,
    auditLog: Object.freeze({
      writerUrl: parsed.HEARTHGATE_GATEWAY_AUDIT_WRITER_URL,
      readerUrl: parsed.HEARTHGATE_GATEWAY_AUDIT_READER_URL,
      reviewUrl: parsed.HEARTHGATE_GATEWAY_AUDIT_REVIEW_URL,
      checkpointKeysFile: parsed.HEARTHGATE_GATEWAY_CHECKPOINT_KEYS_FILE,
      subjectKeysFile: parsed.HEARTHGATE_GATEWAY_SUBJECT_KEYS_FILE,
    }),
    screeningKeysFile: parsed.HEARTHGATE_GATEWAY_SCREENING_KEYS_FILE,
    requestDeadlineMs: parsed.HEARTHGATE_GATEWAY_REQUEST_DEADLINE_MS,
    telemetry: telemetryConfig(parsed),
  });
}
