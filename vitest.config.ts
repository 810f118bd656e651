import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{schema,policies,gateway,subgraphs,infra,tools}/**/*.test.ts'],
    globalSetup: ['tools/src/postgres-for-tests.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: each worker is a process with a Node of its own, and the Postgres needs one too.
    maxWorkers: 2,
  },
});
