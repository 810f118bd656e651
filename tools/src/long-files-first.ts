import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A minute and more each: what is tried a hundred thousand times, and what starts whole systems. */
const long = [/\.fuzz\.test\.ts$/, /\/infra\/cli\/src\/[\w/-]+\.test\.ts$/];

/**
 * Vitest's own order, which knows how long a file took the last time and in a fresh checkout nothing but its size, with long
 * files before all others of their project: one that began last would run alone, beside an idle worker.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    const rank = ({ project, moduleId }: TestSpecification): number =>
      2 * projects.indexOf(project.name) + (long.some((path) => path.test(moduleId)) ? 0 : 1);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
