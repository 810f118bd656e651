import { randomBytes } from 'node:crypto';
import { limits } from '../../limits.ts';

/** What has to be remembered of a sign-in while the person is at the issuer's page. */
export interface PendingSignIn {
  readonly codeVerifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly returnTo: string;
}

export interface PendingSignIns {
  /** Remembers it under a new id, for the cookie of this browser alone. */
  add(signIn: PendingSignIn): string;
  /** Gives it out once. */
  take(id: string): PendingSignIn | undefined;
}

/** Sign-ins that began; bounded in number and time, since everybody can begin one: the oldest gives way. */
export function pendingSignIns(nowMs: () => number = Date.now): PendingSignIns {
  const pending = new Map<string, PendingSignIn & { readonly endsAtMs: number }>();
  return {
    add: (signIn) => {
      for (const [id, { endsAtMs }] of pending) {
        if (pending.size < limits.signIns.max && endsAtMs > nowMs()) break;
        pending.delete(id);
      }
      const id = randomBytes(32).toString('base64url');
      pending.set(id, { ...signIn, endsAtMs: nowMs() + limits.signIns.lifetimeSeconds * 1000 });
      return id;
    },
    take: (id) => {
      const signIn = pending.get(id);
      pending.delete(id);
      return signIn && signIn.endsAtMs > nowMs() ? signIn : undefined;
    },
  };
}
