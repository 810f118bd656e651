import { HearthgateError } from '../errors.ts';
import { allowsPlainHttp } from './allows-plain-http.ts';

/** The same address, which is one and is spoken to by TLS or on this machine. Errors: `ADDRESS_UNUSABLE`. */
export function checkAddress(address: string, of: 'gateway' | 'issuer'): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && allowsPlainHttp(url))) return address;
  throw new HearthgateError(
    'ADDRESS_UNUSABLE',
    `the ${of}'s address has to begin with https:// (or be on this machine), as in https://${of}.example`,
  );
}
