import { describe, expect, test } from 'vitest';
import { readCallerContext } from './read-caller-context.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';
const read = (traceparent: string) => readCallerContext({ traceparent });

test('a traceparent to the letter is read, with neither its sampling nor its tracestate', () => {
  const headers = { traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'vendor=1' };
  expect(readCallerContext(headers)).toEqual({ traceId, spanId, traceFlags: 0, isRemote: true });
});

describe('what is not one, by one change', () => {
  test.each([
    ['another version', `01-${traceId}-${spanId}-01`],
    ['capital letters', `00-${traceId.toUpperCase()}-${spanId}-01`],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['a span id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['a digit too few', `00-${traceId.slice(1)}-${spanId}-01`],
    ['more after the end', `00-${traceId}-${spanId}-01-x`],
    ['a space before', ` 00-${traceId}-${spanId}-01`],
    ['two headers in one', `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`],
    ['nothing', ''],
  ])('%s', (_what, traceparent) => {
    expect(read(traceparent)).toBeUndefined();
  });
});

describe('an ID number in place of an id', () => {
  // Of nobody: region 990108, born on 2008-02-16.
  const idNumber = '990108200802168860';
  test.each([
    ['among zeros', `00-${idNumber.padStart(32, '0')}-${spanId}-01`],
    ['at the beginning', `00-${idNumber.padEnd(32, 'f')}-${spanId}-01`],
    [
      'across both ids',
      `00-${idNumber.slice(0, 10).padStart(32, 'a')}-${idNumber.slice(10).padEnd(16, 'b')}-01`,
    ],
  ])('%s', (_where, traceparent) => {
    expect(read(traceparent)).toBeUndefined();
  });

  test('with a month that does not exist it is an id like any other', () => {
    expect(read(`00-${'990108200813168860'.padStart(32, '0')}-${spanId}-01`)).toBeDefined();
  });
});
