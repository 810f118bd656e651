import { createHash, randomBytes } from 'node:crypto';
import type { Person } from './person-of-claims.ts';
import type { Session } from './session.ts';

export interface SessionStoreOptions {
  readonly idleSeconds: number;
  readonly absoluteSeconds: number;
  readonly maxSessions: number;
  readonly maxSessionsPerPerson: number;
  readonly nowMs?: () => number;
}

export interface BeginSessionOptions {
  readonly person: Person;
  readonly refreshToken: string;
  readonly idToken: string;
}

export interface SessionStore {
  /** Begins a session under a new id, which is returned once and kept nowhere: only its digest is. */
  begin(options: BeginSessionOptions): { readonly id: string; readonly session: Session };
  /** The session of this id, unless it ended; finding it counts as use, unless `quietly`. */
  find(id: string, quietly?: boolean): Session | undefined;
  /** Ends it, whoever still holds its id. */
  end(session: Session): void;
  /** When it ends if nothing more is asked, in ms of the epoch. */
  endOf(session: Session): number;
  readonly size: number;
}

/**
 * Sessions in memory: gone with the process, bounded in number, idle and absolute time. Over the bounds the session
 * that was used least recently gives way: of the same person first.
 */
export function sessionStore(options: SessionStoreOptions): SessionStore {
  const { idleSeconds, absoluteSeconds, maxSessions, maxSessionsPerPerson, nowMs = Date.now } = options;
  // In the order of their last use, so that the first are the next to go.
  const sessions = new Map<string, Session>();
  const digests = new WeakMap<Session, string>();

  const endOf = (session: Session): number =>
    Math.min(session.endsAtMs, session.lastUsedMs + idleSeconds * 1000);
  const end = (session: Session): void => {
    const digest = digests.get(session);
    if (digest !== undefined) sessions.delete(digest);
    session.accessTokens.clear();
    session.refreshToken = '';
  };
  const makeRoomFor = (person: Person): void => {
    for (const session of sessions.values()) if (endOf(session) <= nowMs()) end(session);
    const own = [...sessions.values()].filter((session) => session.person.username === person.username);
    for (const session of own.slice(0, Math.max(0, own.length - maxSessionsPerPerson + 1))) end(session);
    for (const session of sessions.values()) {
      if (sessions.size < maxSessions) break;
      end(session);
    }
  };

  return {
    begin: ({ person, refreshToken, idToken }) => {
      makeRoomFor(person);
      const id = randomBytes(32).toString('base64url');
      const session: Session = {
        person,
        refreshToken,
        idToken,
        csrfToken: randomBytes(32).toString('base64url'),
        endsAtMs: nowMs() + absoluteSeconds * 1000,
        lastUsedMs: nowMs(),
        accessTokens: new Map(),
        queue: Promise.resolve(),
      };
      digests.set(session, digestOf(id));
      sessions.set(digestOf(id), session);
      return { id, session };
    },
    find: (id, quietly = false) => {
      const digest = digestOf(id);
      const session = sessions.get(digest);
      if (!session) return undefined;
      if (endOf(session) <= nowMs()) {
        end(session);
        return undefined;
      }
      if (!quietly) {
        session.lastUsedMs = nowMs();
        sessions.delete(digest);
        sessions.set(digest, session);
      }
      return session;
    },
    end,
    endOf,
    get size() {
      return sessions.size;
    },
  };
}

/** Looking up by digest, no time of any comparison tells about an id. */
function digestOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
