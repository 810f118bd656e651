import { join } from 'node:path';
import type { RegisterName } from '@hearthgate/subgraph-kit/registers';
import { acquireLock, type Lock } from '../data-dir/acquire-lock.ts';
import { dataDirPaths } from '../data-dir/data-dir-paths.ts';
import { LocalError } from '../errors.ts';

/**
 * Keeps a register to one import or key rotation at a time: an import that began under the old key and ended after a
 * rotation would leave refs that enrollment no longer gives out. Throws `BUSY`.
 */
export function lockRegister(dataDir: string, register: RegisterName): Lock {
  return acquireLock({
    file: join(dataDirPaths(dataDir).registerLocks, register),
    refusal: (pid) =>
      new LocalError(
        'BUSY',
        `${register} is being imported or re-keyed by process ${String(pid)}: try again when it is done`,
      ),
  });
}
