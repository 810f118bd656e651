/**
 * The Content-Security-Policy of a page: scripts, fonts and data from the console alone, no inline script, nothing
 * framed. Styles that Mantine writes at run time carry the nonce of this one answer (docs/decisions/0045).
 */
export function documentPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
