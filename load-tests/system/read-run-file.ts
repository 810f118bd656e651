import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const service = z.object({ url: z.url(), pid: z.number().int().positive() });

const schema = z.object({
  gateway: service,
  issuer: service,
  screeningWorker: service,
  agencies: z.record(z.string(), service),
  postgres: z.object({ port: z.number().int(), pid: z.number().int().positive() }),
});

export type RunFile = z.output<typeof schema>;

/** What runs where, as `run.json` of a data directory says; `undefined` while nothing is ready there. */
export function readRunFile(dataDir: string): RunFile | undefined {
  const file = join(dataDir, 'run.json');
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
