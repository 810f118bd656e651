import { expect, test } from 'vitest';
import { boundedLog } from './bounded-log.ts';

test('a flood of refusals leaves a few lines and a count', () => {
  const lines: unknown[] = [];
  let time = 0;
  const log = boundedLog({
    write: (line) => lines.push(JSON.parse(line)),
    maxLinesPerMinute: 2,
    now: () => time,
  });
  for (let i = 0; i < 1000; i += 1) log({ event: 'token_refused' });
  time = 60_000;
  log({ event: 'token_refused' });
  log({ event: 'token_refused' });
  const line = { service: 'issuer', event: 'token_refused' };
  expect(lines).toEqual([
    { ...line, time: '1970-01-01T00:00:00.000Z' },
    { ...line, time: '1970-01-01T00:00:00.000Z' },
    { ...line, time: '1970-01-01T00:01:00.000Z', leftOut: 998 },
    { ...line, time: '1970-01-01T00:01:00.000Z' },
  ]);
});
