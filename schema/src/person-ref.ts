declare const brand: unique symbol;

/** A person by one agency's pseudonym: the key's version, a dot, 22 base64url characters. */
export type PersonRef = string & { readonly [brand]: 'PersonRef' };

export interface PersonRefParts {
  readonly version: number;
  /** The pseudonym's 16 bytes as Postgres prints a `uuid`: lower case, with hyphens. */
  readonly uuid: string;
}

/** 16 bytes leave four bits of the last character unused: only its canonical forms are taken. */
const SHAPE = /^([1-9]\d{0,8})\.([A-Za-z0-9_-]{21}[AQgw])$/;

/**
 * The ref as it goes over the wire. `uuid` is any 16 bytes written as one (no version or variant bits), from Postgres or
 * `personRef`; not checked again here, since this runs once for each student and agency.
 */
export function formatPersonRef(version: number, uuid: string): PersonRef {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex');
  return `${String(version)}.${bytes.toString('base64url')}` as PersonRef;
}

/** Guarantees that `formatPersonRef` gives the same text back. Does not check that the key version is one in use. */
export function parsePersonRef(text: string): PersonRefParts | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [, version = '', encoded = ''] = match;
  const hex = Buffer.from(encoded, 'base64url').toString('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { version: Number(version), uuid };
}

/** The same check without taking the ref apart. */
export function isPersonRef(text: string): text is PersonRef {
  return SHAPE.test(text);
}
