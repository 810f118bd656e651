import type { TestProject } from 'vitest/node';
import { startPostgresForTests } from './start-postgres-for-tests.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the superuser of the test cluster, database `postgres`. */
    postgresUrl: string;
  }
}

/**
 * Vitest's global setup: one real Postgres cluster for the whole run, in a temporary folder, without durability.
 * Test files clone their databases from templates in it (see `cloneDatabase`).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgresForTests();
  project.provide('postgresUrl', url);
  return stop;
}
