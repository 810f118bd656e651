import { HearthgateError } from '@hearthgate/client/source';
import { ScreeningError } from './errors.ts';
import { refusalAdvice } from './refusal-advice.ts';

/** What the client says, in the command's words: one line with what to do. Anything else as it is. */
export function explainFailure(error: unknown, gatewayUrl: string): unknown {
  if (!(error instanceof HearthgateError)) return error;
  const { code, status = 0, fields } = error;
  const cause = { cause: error };
  switch (code) {
    case 'GATEWAY_UNREACHABLE':
      return new ScreeningError(
        'GATEWAY_UNAVAILABLE',
        `the gateway at ${gatewayUrl} does not answer: see "hearthgate doctor", then give the same command again`,
        cause,
      );
    case 'UNEXPECTED_ANSWER':
      return new ScreeningError(
        status >= 500 ? 'GATEWAY_UNAVAILABLE' : 'GATEWAY_BROKEN',
        status >= 500
          ? `the gateway at ${gatewayUrl} answers HTTP ${String(status)}: ${refusalAdvice('')}`
          : `the gateway at ${gatewayUrl} does not answer as one: is this the right address, and the same version?`,
        cause,
      );
    case 'ISSUER_REFUSED':
      return new ScreeningError('ISSUER_REFUSED', error.message, cause);
    case 'ISSUER_UNREACHABLE':
      return new ScreeningError('ISSUER_UNAVAILABLE', `${error.message}: see "hearthgate doctor"`, cause);
    case 'KEY_UNUSABLE':
      return new ScreeningError('ISSUER_REFUSED', error.message, cause);
    default:
  }
  if (status >= 500 || code === 'RATE_LIMITED') {
    return new ScreeningError(
      'GATEWAY_UNAVAILABLE',
      `the gateway at ${gatewayUrl} answers ${code}: ${refusalAdvice(code)}`,
      cause,
    );
  }
  const named = fields?.length ? ` (${fields.join(', ')})` : '';
  return new ScreeningError(
    'GATEWAY_REFUSED',
    `the gateway refused: ${code}${named}: ${refusalAdvice(code)}`,
    cause,
  );
}
