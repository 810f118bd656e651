import type { FastifyError, FastifyInstance } from 'fastify';
import { ConsoleError } from '../../errors.ts';

/** Every refusal and fault leaves as `{ "error": { "code", "message" } }`; a fault's own words stay in no log and no answer. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ConsoleError, _request, reply) => {
    const known = asConsoleError(error);
    if (known.httpStatus >= 500 && !isReaderGone(error)) {
      const { code } = (known.cause ?? error) as { code?: unknown };
      app.log.error(
        { code: known.code, cause: typeof code === 'string' ? code : undefined },
        'a request failed',
      );
    }
    return reply
      .code(known.httpStatus)
      .header('cache-control', 'no-store')
      .send({ error: { code: known.code, message: known.message } });
  });
}

/** Whoever asked left before the answer was there: nobody's fault. */
function isReaderGone(error: FastifyError | ConsoleError): boolean {
  return error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function asConsoleError(error: FastifyError | ConsoleError): ConsoleError {
  if (error instanceof ConsoleError) return error;
  switch (error.statusCode) {
    case 413:
      return new ConsoleError('REQUEST_TOO_LARGE', 'this request is too large');
    case 415:
      return new ConsoleError('UNSUPPORTED_MEDIA_TYPE', 'send JSON');
    case 429:
      return new ConsoleError('RATE_LIMITED', 'too many requests from this address: wait a minute');
    case 404:
      return new ConsoleError('NOT_FOUND', 'there is nothing here');
    default:
      break;
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new ConsoleError('BAD_USER_INPUT', 'this request cannot be read');
  }
  return new ConsoleError('INTERNAL', 'something went wrong here: try again', { cause: error });
}
