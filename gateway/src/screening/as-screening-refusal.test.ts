import { expect, inject, test } from 'vitest';
import pg from 'pg';
import { Refusal } from '../errors.ts';
import { asScreeningRefusal } from './as-screening-refusal.ts';

async function failureOf(text: string, connectionString = inject('postgresUrl')): Promise<unknown> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(text);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

test.each([
  ['nobody listens', 'select 1', 'postgresql://127.0.0.1:9/none'],
  ['a statement takes too long', `set statement_timeout = 1; select pg_sleep(1)`, undefined],
  ['the connection is ended', 'select pg_terminate_backend(pg_backend_pid())', undefined],
])('a database that is not there (%s) is a 503 to come back to', async (_name, text, url) => {
  const refusal = asScreeningRefusal(await failureOf(text, url));
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: 'SCREENINGS_UNAVAILABLE', httpStatus: 503 });
});

test('a statement that is wrong is a fault, and a refusal stays what it is', async () => {
  const wrong = await failureOf('select nonsense');
  expect(wrong).toBeInstanceOf(Error);
  expect(asScreeningRefusal(wrong)).toBe(wrong);
  const refusal = new Refusal('NOT_FOUND', 'there is no such screening');
  expect(asScreeningRefusal(refusal)).toBe(refusal);
});
