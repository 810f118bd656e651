import type pg from 'pg';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import type { ClientDirectory, ClientSettings } from './client-directory.ts';
import { clientColumns, type ClientRow, parseClientRows } from './client-row.ts';

export interface OpenClientDirectoryOptions {
  readonly pool: pg.Pool;
  /** Milliseconds of a clock that only goes forward; for tests. */
  readonly now?: () => number;
}

export interface OpenedClientDirectory extends ClientDirectory {
  /** Stops reading. */
  close(): void;
}

interface Reading {
  readonly clients: ReadonlyMap<string, ClientSettings>;
  /** When its query was sent: what was committed before that is in it. */
  readonly askedAt: number;
}

/**
 * All clients' settings, read from table `client` in one query every `limits.clientsRefreshMs`.
 *
 * Guarantees that what it says held at some moment of the last `limits.maxClientsAgeMs`, so that a revocation takes
 * effect within that time at every replica, and that a client registered before the call is found.
 *
 * Errors: `CLIENTS_UNAVAILABLE` when the table could not be read for so long. A database that is down when the gateway
 * starts does not keep it from starting.
 */
export function openClientDirectory({
  pool,
  now = () => performance.now(),
}: OpenClientDirectoryOptions): OpenedClientDirectory {
  let latest: Reading | undefined;
  let underway: Promise<Reading> | undefined;

  const read = async (): Promise<Reading> => {
    const askedAt = now();
    const { rows } = await pool.query<Record<string, unknown>>(`select ${clientColumns} from public.client`);
    latest = { clients: settingsById(parseClientRows(rows)), askedAt };
    return latest;
  };
  /** The reading under way, or a new one: there is never more than one. */
  const refresh = (): Promise<Reading> => {
    underway ??= read().finally(() => {
      underway = undefined;
    });
    return underway;
  };
  /** A reading whose query was sent after this call. */
  const readAfterNow = async (): Promise<Reading> => {
    // One that is under way may lack what was committed since, or fail of a cause that is over.
    await underway?.catch(() => undefined);
    return refresh();
  };

  const keepFresh = (): void => {
    // A failure is not reported here but by whoever needs the settings and finds them too old.
    void refresh().catch(() => undefined);
  };
  keepFresh();
  const timer = setInterval(keepFresh, limits.clientsRefreshMs).unref();

  return {
    async settingsOf(clientId) {
      const isFresh = latest !== undefined && now() - latest.askedAt <= limits.maxClientsAgeMs;
      const known = isFresh ? latest?.clients.get(clientId) : undefined;
      if (known) return known;
      try {
        // Also for one that is not in a fresh reading: it may have been registered since.
        return (await readAfterNow()).clients.get(clientId);
      } catch (cause) {
        throw new Refusal('CLIENTS_UNAVAILABLE', 'the register of clients cannot be read; try again', {
          headers: { 'retry-after': '1' },
          cause,
        });
      }
    },
    close: () => {
      clearInterval(timer);
    },
  };
}

function settingsById(rows: readonly ClientRow[]): Map<string, ClientSettings> {
  return new Map(
    rows.map(
      ({ id, person, adHocQueries, senderConstrained, requestsPerSecond, subjectsPerDay, revoked }) => [
        id,
        {
          id,
          person,
          adHocQueries,
          senderConstrained,
          requestsPerSecond: requestsPerSecond ?? limits.requestsPerSecond,
          subjectsPerDay: subjectsPerDay ?? limits.subjectsPerDay,
          revoked,
        },
      ],
    ),
  );
}
