import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Node reads graphql's CommonJS build, as all of its users do; a second copy as ES module would be another realm.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const browserTests = 'console/src/**/*.browser.test.ts';

/** A minute and more each: what is tried a hundred thousand times, and what starts whole systems. */
const long = [/\.fuzz\.test\.ts$/, /\/infra\/cli\/src\/[\w/-]+\.test\.ts$/];

/**
 * Vitest's own order, which knows how long a file took the last time and in a fresh checkout nothing but its size, with long
 * files before all others of their project: one that began last would run alone, beside an idle worker.
 */
class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    const rank = ({ project, moduleId }: TestSpecification): number =>
      2 * projects.indexOf(project.name) + (long.some((path) => path.test(moduleId)) ? 0 : 1);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    // Two cores: each worker is a process with a Node of its own, and the Postgres needs one too.
    maxWorkers: 2,
    sequence: { sequencer: LongFilesFirst },
    projects: [
      {
        resolve,
        test: {
          name: 'node',
          // A worker keeps its modules from file to file: no source keeps what a test could leave behind in it.
          isolate: false,
          include: ['{schema,client,policies,gateway,subgraphs,infra,load-tests,tools,console}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, browserTests],
          globalSetup: ['tools/src/postgres-for-tests.ts'],
          testTimeout: 120_000,
          // What is awaited comes when it comes on a busy machine; the default gives it a second.
          expect: { poll: { timeout: 15_000 } },
          hookTimeout: 120_000,
        },
      },
      {
        // One running system with the demo county for all of them, and a Chromium for each file.
        resolve,
        test: {
          name: 'browser',
          include: [browserTests],
          globalSetup: ['console/src/testing/demo-system-for-tests.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
