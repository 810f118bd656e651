import type { Refusal } from './errors.ts';
import type { CodedOutcome } from './outcome.ts';

/** A refusal as a GraphQL error over HTTP. */
export function refusalOutcome({ code, httpStatus, headers, message, extensions }: Refusal): CodedOutcome {
  return {
    code,
    status: httpStatus,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify({ errors: [{ message, extensions: { ...extensions, code } }] }),
  };
}
