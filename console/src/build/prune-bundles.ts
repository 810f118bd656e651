import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCache } from './bundle-cache.ts';

/** How many earlier bundles stay, for consoles that still serve them. */
const kept = 3;

/** Drafts of builds that were killed are in nobody's way, and still no reason to keep them. */
const maxDraftAgeMs = 3_600_000;

/** Removes bundles of sources long changed, but not the one just built. */
export function pruneBundles(current: string): void {
  const entries = readdirSync(bundleCache)
    .filter((name) => name !== current)
    .map((name) => ({ name, changedAt: statSync(join(bundleCache, name)).mtimeMs }))
    .sort((a, b) => b.changedAt - a.changedAt);
  const drafts = entries.filter(({ name }) => name.startsWith('draft-'));
  const bundles = entries.filter(({ name }) => !name.startsWith('draft-'));
  const old = drafts.filter(({ changedAt }) => changedAt < Date.now() - maxDraftAgeMs);
  for (const { name } of [...bundles.slice(kept), ...old]) {
    rmSync(join(bundleCache, name), { recursive: true, force: true });
  }
}
