import { fileURLToPath } from 'node:url';

/** Beside the packages that the pages are built from, and gone with them. */
export const bundleCache = fileURLToPath(
  new URL('../../../node_modules/.cache/hearthgate-console/', import.meta.url),
);
