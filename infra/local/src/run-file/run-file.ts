import { ROLES } from '@hearthgate/schema';
import { z } from 'zod';
import { demoUserSchema } from '../start/demo-users.ts';

const service = z.object({ url: z.url(), pid: z.number().int().positive() });

/** `run.json`: what runs where, for scripts and for the other commands. Fields may be added, never renamed. */
export const runFileSchema = z.looseObject({
  gateway: service,
  issuer: service,
  /** What people work in with a browser; absent in what an older version wrote. */
  console: service.optional(),
  /** The gateway's second port, where `/metrics` is. */
  operations: service.optional(),
  /** Answers chunks of screenings; its address has `/healthz` alone. */
  screeningWorker: service.optional(),
  agencies: z.record(z.string(), service),
  /** `pid` is the postmaster's; `null` when a Postgres from outside is used. */
  postgres: z.object({ port: z.number().int(), pid: z.number().int().nullable() }),
  clients: z.array(z.looseObject({ id: z.string(), role: z.enum(ROLES), school: z.string().optional() })),
  /** The demo's people, with their passwords; nobody else's password is kept. */
  users: z.array(demoUserSchema).readonly().default([]),
});

export type RunFile = z.output<typeof runFileSchema>;
