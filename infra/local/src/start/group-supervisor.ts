import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDirPaths } from '../data-dir/data-dir-paths.ts';
import { findPostmaster } from '../postgres/find-postmaster.ts';
import type { RunFileKeeper } from '../run-file/keep-run-file.ts';
import type { ServiceSpec } from '../supervisor/service-spec.ts';
import { superviseService } from '../supervisor/supervise-service.ts';

export interface GroupSupervisorOptions {
  readonly paths: DataDirPaths;
  readonly keeper: RunFileKeeper;
  /** Gets the stop of each group, and so stops the groups in the opposite order of their start. */
  readonly started: AsyncDisposableStack;
  readonly onProgress: (line: string) => void;
}

/** Makes the function that starts a group of services at once, keeps them running, and resolves when all are ready. */
export function groupSupervisor(
  options: GroupSupervisorOptions,
): (group: readonly ServiceSpec[]) => Promise<void> {
  const { paths, keeper, started, onProgress } = options;
  const onEvent = (line: string): void => {
    appendFileSync(join(paths.logs, 'supervisor.log'), `${new Date().toISOString()} ${line}\n`, {
      mode: 0o600,
    });
    onProgress(line);
  };
  return async (group) => {
    const services = group.map((spec) =>
      superviseService({
        spec,
        logFolder: paths.logs,
        onReady: (pid) => {
          // The server itself is what scripts ask about, not the process that looks after it.
          keeper.setPid(spec.name, spec.name === 'postgres' ? (findPostmaster(paths.postgres) ?? pid) : pid);
        },
        onEvent,
      }),
    );
    started.defer(async () => {
      await Promise.all(services.map((service) => service.stop()));
    });
    await Promise.all(services.map((service) => service.ready));
  };
}
