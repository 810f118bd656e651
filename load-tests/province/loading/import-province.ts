import { z } from 'zod';
import { limits } from '../../limits.ts';
import { LoadTestError } from '../../load-test-error.ts';
import type { Progress } from '../../report/progress.ts';
import type { RunningSystem } from '../../system/start-system.ts';
import { AS_OF } from '../people/province.ts';
import type { RegisterName } from '../registers/register-lines.ts';
import { registerFile } from '../registers/write-registers.ts';

export interface ImportProvinceOptions {
  readonly system: RunningSystem;
  /** Where the registers' files lie. */
  readonly folder: string;
  readonly progress: Progress;
}

const reportSchema = z.object({
  accepted: z.number(),
  rejected: z.array(z.unknown()),
  warnings: z.array(z.unknown()),
});

/** Two at a time: the roll takes as long as all the others together. */
const lanes: readonly (readonly RegisterName[])[] = [
  ['schools', 'poverty-registry', 'subsistence-allowance', 'disability', 'orphans'],
  ['enrollment'],
];

/** Imports a province by the agencies' own importer, as a user would. Throws unless every row was taken without a word. */
export async function importProvince({ system, folder, progress }: ImportProvinceOptions): Promise<void> {
  await Promise.all(
    lanes.map(async (registers) => {
      for (const register of registers) {
        const startedAt = performance.now();
        const args = ['import', register, registerFile(folder, register), '--as-of', AS_OF, '--json'];
        const printed = await system.command(args, limits.provinceImportTimeoutMs);
        const { accepted, rejected, warnings } = reportSchema.parse(JSON.parse(printed));
        if (rejected.length + warnings.length > 0) {
          throw new LoadTestError(
            `${register}: ${String(rejected.length)} rows rejected, ${String(warnings.length)} warnings, where there should be none`,
          );
        }
        const seconds = Math.round((performance.now() - startedAt) / 1_000);
        progress.line(`${register}: ${accepted.toLocaleString('en')} rows in ${String(seconds)} s`);
      }
    }),
  );
}
