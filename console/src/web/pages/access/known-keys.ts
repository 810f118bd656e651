const storageKey = 'hearthgate-verifier-keys';

/** `FIRST`: this browser had none; `KNOWN`: all are among those that it has met; `NEW`: there is one that is not. */
export type KeyStanding = 'FIRST' | 'KNOWN' | 'NEW';

/**
 * Whether this browser has met the log's verifier keys before, and remembers them from the first time on. Keys that came
 * later are remembered by nobody but an officer who says so (`rememberKeys`): a log that another key suddenly signs for is
 * what receipts are there to show.
 */
export function standingOf(verifierKeys: string): KeyStanding {
  const known = localStorage.getItem(storageKey);
  if (known === null) {
    rememberKeys(verifierKeys);
    return 'FIRST';
  }
  const met = new Set(known.split('\n'));
  return lines(verifierKeys).every((key) => met.has(key)) ? 'KNOWN' : 'NEW';
}

/** An officer has compared them with those that were told by another way. */
export function rememberKeys(verifierKeys: string): void {
  localStorage.setItem(storageKey, lines(verifierKeys).join('\n'));
}

function lines(text: string): string[] {
  return text.trim().split('\n');
}
