/** The session's token that goes with whatever changes something; the page's memory is the only place it is kept in. */
let token = '';

export function setCsrfToken(next: string): void {
  token = next;
}

export function csrfToken(): string {
  return token;
}
