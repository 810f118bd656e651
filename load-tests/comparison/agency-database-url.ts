import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.object({
  serverUrl: z.url(),
  agencyPasswords: z.record(z.string(), z.object({ service: z.string() })),
});

/** An agency's database as its service role, which can read what the agency shares: what Hearthgate's own agency logs in as. */
export function agencyDatabaseUrl(dataDir: string, agency: string): string {
  const secrets = secretsSchema.parse(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')));
  const database = `hearthgate_${agency.replaceAll('-', '_')}`;
  const url = new URL(secrets.serverUrl);
  url.pathname = `/${database}`;
  url.username = `${database}_service`;
  url.password = secrets.agencyPasswords[agency]?.service ?? '';
  return url.href;
}
