import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { LoadTestConfig } from '../config.ts';
import { limits } from '../limits.ts';
import { findProgram } from '../processes/find-program.ts';
import { runCommand } from '../processes/run-command.ts';
import type { RunningSystem } from '../system/start-system.ts';
import type { County } from './county.ts';
import { readCounty } from './read-county.ts';

export interface LoadCountyOptions {
  readonly config: LoadTestConfig;
  readonly system: RunningSystem;
  /** `undefined`: the demo county, which a system can start with. */
  readonly students: number | undefined;
  readonly onProgress: (line: string) => void;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const demoExpectations = fileURLToPath(
  new URL('../../infra/local/demo/lianhe-county/expected.json', import.meta.url),
);

const manifestSchema = z.object({
  asOf: z.string(),
  files: z.object({
    schools: z.string(),
    poverty: z.string(),
    subsistence: z.string(),
    disability: z.string(),
    orphans: z.string(),
    enrollment: z.string(),
  }),
});

/** The county that a running system answers for: the demo county, or one of any size, generated and imported as a user would. */
export async function loadCounty(options: LoadCountyOptions): Promise<County> {
  const { config, system, students, onProgress } = options;
  if (students === undefined) return readCounty(demoExpectations);
  const folder = join(system.folder, 'county');
  onProgress(`generating a county of ${String(students)} students`);
  await runCommand({
    command: findProgram('npm', config.programFolders) ?? 'npm',
    args: [
      ...['run', 'generate', '-w', 'infra/generator', '--'],
      ...['--out', folder, '--students', String(students), '--quirks', 'none'],
    ],
    env: config.inherited,
    cwd: root,
    timeoutMs: limits.importTimeoutMs,
  });
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const { asOf, files } = manifestSchema.parse(manifest);
  const imports: readonly (readonly [agency: string, file: string])[] = [
    ['schools', files.schools],
    ['poverty-registry', files.poverty],
    ['subsistence-allowance', files.subsistence],
    ['disability', files.disability],
    ['orphans', files.orphans],
    ['enrollment', files.enrollment],
  ];
  for (const [agency, file] of imports) {
    onProgress(`importing ${file}`);
    await system.command(['import', agency, join(folder, file), '--as-of', asOf], limits.importTimeoutMs);
  }
  return readCounty(join(folder, 'expected.json'));
}
