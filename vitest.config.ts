import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Node reads graphql's CommonJS build, as all of its users do; a second copy as ES module would be another realm.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{schema,client,policies,gateway,subgraphs,infra,load-tests,tools,console}/**/*.test.ts'],
    globalSetup: ['tools/src/postgres-for-tests.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: each worker is a process with a Node of its own, and the Postgres needs one too.
    maxWorkers: 2,
  },
});
