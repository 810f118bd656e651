import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { z } from 'zod';

const rolePasswords = z.object({ owner: z.string(), service: z.string() });

const agencyPasswords = Object.fromEntries(AGENCIES.map((agency) => [agency, rolePasswords])) as Record<
  AgencyName,
  typeof rolePasswords
>;

/** `secrets.json`: what the databases of this installation are opened with. */
export const secretsSchema = z.looseObject({
  superuserPassword: z.string(),
  issuerPassword: z.string(),
  agencyPasswords: z.object(agencyPasswords),
  /** Where the databases are, without a user: written at each start, so that other commands find them. */
  serverUrl: z.url().optional(),
});

export type Secrets = z.output<typeof secretsSchema>;
