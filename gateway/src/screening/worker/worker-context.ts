import type { AuditLog } from '@hearthgate/audit-log';
import type { ClientDirectory } from '../../clients/client-directory.ts';
import type { Lane } from '../../lane.ts';
import type { PolicyKeeper } from '../../policies/policy-keeper.ts';
import type { ScreeningStore } from '../screening-store.ts';

/** What the jobs of screenings are done with. */
export interface WorkerContext {
  readonly store: ScreeningStore;
  readonly lane: Lane;
  readonly policies: PolicyKeeper;
  readonly clients: ClientDirectory;
  readonly log: Pick<AuditLog, 'commit'>;
  /** Tries of a chunk for which an agency does not answer, before it is left UNKNOWN. */
  readonly unansweredTries: number;
}
