import { HearthgateError, type HearthgateErrorOptions } from '@hearthgate/client/source';
import { expect, test } from 'vitest';
import { explainFailure } from './explain-failure.ts';

const explain = (code: string, options?: HearthgateErrorOptions): unknown =>
  explainFailure(new HearthgateError(code, `${code}: J990108200801010010`, options), 'http://127.0.0.1:4000');

test.each([
  ['PURPOSE_NOT_PERMITTED', 403, /^the gateway refused: PURPOSE_NOT_PERMITTED: choose a --purpose/],
  ['DOCUMENT_NOT_TRUSTED', 403, /DOCUMENT_NOT_TRUSTED: .*one version/],
  ['UNAUTHENTICATED', 401, /UNAUTHENTICATED: .*client list/],
  ['SUBJECT_BUDGET_EXHAUSTED', 429, /SUBJECT_BUDGET_EXHAUSTED: .*tomorrow/],
  ['REQUEST_TOO_LARGE', 413, /REQUEST_TOO_LARGE: .*split it/],
])('a refusal (%s) says what to do', (code, status, message) => {
  const error = explain(code, { status });
  expect(error).toMatchObject({
    code: 'GATEWAY_REFUSED',
    message: expect.stringMatching(message) as unknown,
  });
  expect((error as Error).message).not.toMatch(/J9901|\n/);
});

test('a refusal of fields names them', () => {
  const error = explain('FIELD_NOT_PERMITTED', { status: 403, fields: ['HouseholdStatus.orphan'] });
  expect((error as Error).message).toContain('FIELD_NOT_PERMITTED (HouseholdStatus.orphan): ');
});

test.each([
  ['AUDIT_UNAVAILABLE', { status: 503 }, /answers AUDIT_UNAVAILABLE: its audit log cannot be written/],
  ['OVERLOADED', { status: 503 }, /answers OVERLOADED: .*later/],
  ['RATE_LIMITED', { status: 429 }, /answers RATE_LIMITED: .*--requests-per-second/],
  ['INTERNAL', { status: 500 }, /answers INTERNAL: see "hearthgate doctor"/],
  ['UNEXPECTED_ANSWER', { status: 502 }, /answers HTTP 502: see "hearthgate doctor"/],
  ['GATEWAY_UNREACHABLE', {}, /does not answer: see "hearthgate doctor", then give the same command again/],
])('%s %j: come back', (code, options, message) => {
  const error = explain(code, options);
  expect(error).toMatchObject({ code: 'GATEWAY_UNAVAILABLE' });
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).toMatch(/^the gateway at http:\/\/127\.0\.0\.1:4000 [^\n]+$/);
});

test('something else at that address is not taken for a refusal', () => {
  expect(explain('UNEXPECTED_ANSWER', { status: 404 })).toMatchObject({
    code: 'GATEWAY_BROKEN',
    message: expect.stringMatching(/is this the right address, and the same version\?$/) as unknown,
  });
});

test('what is none of the gateway’s stays what it is', () => {
  const error = new Error('no space left');
  expect(explainFailure(error, 'http://127.0.0.1:4000')).toBe(error);
});
