import { parseEnvironment } from '@hearthgate/process';
import type { AgencyName } from '@hearthgate/schema';
import { z } from 'zod';
import { agencyUrls, type GatewayConfig } from '../config.ts';

const postgres = z.url({ protocol: /^postgres(ql)?$/ });

const environment = z.object({
  HEARTHGATE_SCREENING_PORT: z.coerce.number().int().min(1).max(65_535),
  HEARTHGATE_SCREENING_PUBLIC_URL: z.url(),
  HEARTHGATE_SCREENING_AGENCIES: agencyUrls,
  HEARTHGATE_SCREENING_DATABASE_URL: postgres,
  HEARTHGATE_SCREENING_AGREEMENTS_DIR: z.string().min(1),
  HEARTHGATE_SCREENING_SIGNING_KEYS_FILE: z.string().min(1),
  HEARTHGATE_SCREENING_AUDIT_WRITER_URL: postgres,
  HEARTHGATE_SCREENING_AUDIT_READER_URL: postgres,
  HEARTHGATE_SCREENING_CHECKPOINT_KEYS_FILE: z.string().min(1),
  HEARTHGATE_SCREENING_SUBJECT_KEYS_FILE: z.string().min(1),
  HEARTHGATE_SCREENING_KEYS_FILE: z.string().min(1),
  HEARTHGATE_SCREENING_UNANSWERED_TRIES: z.coerce.number().int().min(1).max(20).default(10),
});

export interface ScreeningWorkerConfig extends Pick<
  GatewayConfig,
  'agreementsFolder' | 'signingKeysFile' | 'screeningKeysFile' | 'databaseUrl'
> {
  readonly auditLog: Omit<GatewayConfig['auditLog'], 'reviewUrl'>;
  /** Of `GET /healthz`; nothing else is answered. */
  readonly port: number;
  /** The gateway's, whose tokens for agencies this worker signs too. */
  readonly publicUrl: string;
  /** How often a chunk is tried for which an agency does not answer, before its students are left UNKNOWN. */
  readonly unansweredTries: number;
  readonly agencyUrls: Readonly<Record<AgencyName, string>>;
}

/** Reads a screening worker's settings; throws one line that names every bad variable. */
export function parseScreeningWorkerConfig(
  env: NodeJS.ProcessEnv = process.env,
): Readonly<ScreeningWorkerConfig> {
  const parsed = parseEnvironment('screening worker', environment, env);
  return Object.freeze({
    port: parsed.HEARTHGATE_SCREENING_PORT,
    publicUrl: parsed.HEARTHGATE_SCREENING_PUBLIC_URL.replace(/\/$/, ''),
    agencyUrls: parsed.HEARTHGATE_SCREENING_AGENCIES,
    databaseUrl: parsed.HEARTHGATE_SCREENING_DATABASE_URL,
    agreementsFolder: parsed.HEARTHGATE_SCREENING_AGREEMENTS_DIR,
    signingKeysFile: parsed.HEARTHGATE_SCREENING_SIGNING_KEYS_FILE,
    auditLog: Object.freeze({
      writerUrl: parsed.HEARTHGATE_SCREENING_AUDIT_WRITER_URL,
      readerUrl: parsed.HEARTHGATE_SCREENING_AUDIT_READER_URL,
      checkpointKeysFile: parsed.HEARTHGATE_SCREENING_CHECKPOINT_KEYS_FILE,
      subjectKeysFile: parsed.HEARTHGATE_SCREENING_SUBJECT_KEYS_FILE,
    }),
    unansweredTries: parsed.HEARTHGATE_SCREENING_UNANSWERED_TRIES,
    screeningKeysFile: parsed.HEARTHGATE_SCREENING_KEYS_FILE,
  });
}
