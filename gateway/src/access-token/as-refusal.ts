import { AccessTokenError } from '@hearthgate/access-token';
import { Refusal } from '../errors.ts';

/** What the shared verification says of a token, as the gateway says it: same code, message and headers. Anything else as it is. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof AccessTokenError)) return error;
  const { code, message, headers, cause } = error;
  return new Refusal(code, message, { headers, cause });
}
