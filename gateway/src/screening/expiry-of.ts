import { purposes } from '@hearthgate/policies';
import type { Purpose } from '@hearthgate/schema';

/** When a screening whose roster is in expires: after the retention of its purpose. */
export function expiryOf(createdAt: Date, purpose: Purpose): Date {
  return new Date(createdAt.getTime() + purposes[purpose].retentionDays * 24 * 60 * 60 * 1000);
}
