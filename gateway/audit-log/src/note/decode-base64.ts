/**
 * The bytes of standard base64 with padding (RFC 4648 section 4), or undefined: Node's own decoder passes over what it
 * cannot read. Canonical only, so that a text has no second form with the same meaning.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
