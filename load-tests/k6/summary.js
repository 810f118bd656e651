import { settings } from './settings.js';

/** k6 calls this at the end: the whole summary goes to the file where the runner looks for it. */
export function handleSummary(data) {
  return { [settings.summaryFile]: JSON.stringify(data) };
}
