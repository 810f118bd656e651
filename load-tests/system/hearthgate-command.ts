import { fileURLToPath } from 'node:url';

/** The `hearthgate` command of this checkout, to be run by this Node. */
export const hearthgateCommand = fileURLToPath(
  new URL('../../node_modules/.bin/hearthgate', import.meta.url),
);
