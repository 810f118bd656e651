/** An absolute `http` or `https` URI in the characters of RFC 3986: what `URL` would repair on its own is none. */
const shape = /^https?:\/\/[A-Za-z0-9\-._~:[\]%][A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/i;

/**
 * Whether a proof's `htu` names this endpoint, query and fragment set aside, after the normalisation by syntax and by
 * scheme (RFC 9449, section 4.3; RFC 3986, sections 6.2.2 and 6.2.3): letter case of scheme and host, default port, dot
 * segments, percent-encoding of what needs none.
 */
export function sameTarget(htu: string, endpoint: string): boolean {
  const target = normalized(htu);
  return target !== undefined && target === normalized(endpoint);
}

function normalized(uri: string): string | undefined {
  if (!shape.test(uri) || !URL.canParse(uri)) return undefined;
  const { protocol, username, password, host, pathname } = new URL(decodeUnreserved(uri));
  return username || password ? undefined : `${protocol}//${host}${pathname}`;
}

/** `URL` leaves percent-encodings as they are. Decoded before it parses, so that `%2e%2e` is a dot segment to it too. */
function decodeUnreserved(uri: string): string {
  return uri.replace(/%[0-9a-f]{2}/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : encoded.toUpperCase();
  });
}
