import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { z } from 'zod';

const rolePasswords = z.object({ owner: z.string(), service: z.string() });

const agencyPasswords = Object.fromEntries(AGENCIES.map((agency) => [agency, rolePasswords])) as Record<
  AgencyName,
  typeof rolePasswords
>;

const operatorPasswords = Object.fromEntries(AGENCIES.map((agency) => [agency, z.string()])) as Record<
  AgencyName,
  z.ZodString
>;

/** `secrets.json`: what the databases of this installation are opened with. */
export const secretsSchema = z.looseObject({
  superuserPassword: z.string(),
  issuerPassword: z.string(),
  agencyPasswords: z.object(agencyPasswords),
  /** Absent in what the first version wrote, until the next start. */
  gatewayPasswords: rolePasswords.optional(),
  /** Of the role that serves an agency's operator; absent until the first start of the version that brought it. */
  operatorPasswords: z.object(operatorPasswords).optional(),
  /** Of the audit log's roles; absent until the first start of the version that brought it, as is the one for its review. */
  auditPasswords: z
    .object({ owner: z.string(), writer: z.string(), reader: z.string(), review: z.string().optional() })
    .optional(),
  /** What students are counted under in the gateway's daily budgets, 32 bytes in base64. */
  budgetKey: z.string().optional(),
  /** Where the databases are, without a user: written at each start, so that other commands find them. */
  serverUrl: z.url().optional(),
});

export type Secrets = z.output<typeof secretsSchema>;

/** With everything that this version adds. */
export type PreparedSecrets = Secrets & {
  readonly gatewayPasswords: z.output<typeof rolePasswords>;
  readonly operatorPasswords: Readonly<Record<AgencyName, string>>;
  readonly auditPasswords: {
    readonly owner: string;
    readonly writer: string;
    readonly reader: string;
    readonly review: string;
  };
  readonly budgetKey: string;
};
