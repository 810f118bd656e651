import { HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { type ImportReport, importRegister, type RegisterName } from '@hearthgate/subgraph-kit/registers';
import { databaseUrls } from '../data-dir/database-urls.ts';
import { loadKeyRing } from '../pseudonym-keys/load-key-ring.ts';
import { lockRegister } from './lock-register.ts';
import { registerDefinitionOf } from './register-definition-of.ts';

export interface ImportRegisterFileOptions {
  readonly dataDir: string;
  readonly register: RegisterName;
  readonly file: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly dryRun: boolean;
  readonly onProgress?: (rowsRead: number) => void;
}

/**
 * Imports a file into an agency's register, as its owner, under the pseudonym keys of the data directory. The demo and
 * `hearthgate import` both come through here. Does not check that the system runs.
 *
 * Errors: `BUSY`, `KEYS_LOST`, and the kit's `UnusableFile` and `ImportRefused`.
 */
export async function importRegisterFile(options: ImportRegisterFileOptions): Promise<ImportReport> {
  const { dataDir, register, file, asOf, dryRun, onProgress } = options;
  const lock = lockRegister(dataDir, register);
  try {
    return await importRegister({
      agency: register,
      register: registerDefinitionOf(register),
      file,
      asOf,
      dryRun,
      databaseUrl: databaseUrls(dataDir).ownerOf(register === 'schools' ? 'enrollment' : register),
      keyRings: Object.fromEntries(
        HOUSEHOLD_AGENCIES.filter((agency) => register === 'enrollment' || register === agency).map(
          (agency) => [agency, loadKeyRing(dataDir, agency)],
        ),
      ),
      ...(onProgress && { onProgress }),
    });
  } finally {
    lock.release();
  }
}
