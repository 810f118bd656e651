import { isKeyName } from '../note/is-key-name.ts';
import { addCheckpointKey } from './add-checkpoint-key.ts';
import type { StoredCheckpointKeys } from './stored-checkpoint-keys.ts';

/**
 * The first key of a new log. The origin (`gateway.example.cn/audit`, say) is the log's name for good: it stands in
 * every checkpoint. Throws a `RangeError` for one that cannot be a name of keys.
 */
export function newCheckpointKeys(origin: string, now: Date): StoredCheckpointKeys {
  if (!isKeyName(origin)) throw new RangeError(`an audit log cannot be called ${JSON.stringify(origin)}`);
  return addCheckpointKey({ origin, keys: [] }, now);
}
