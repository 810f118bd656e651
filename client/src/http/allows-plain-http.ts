/** Whether a URL may be spoken to without TLS: on this machine only, where nobody is in between. */
export function allowsPlainHttp(url: URL): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
}
