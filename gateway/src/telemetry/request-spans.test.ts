import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { expect, test } from 'vitest';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { RequestSpans } from './request-spans.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

function begin(): { spans: RequestSpans; ended: ReadableSpan[] } {
  const ended: ReadableSpan[] = [];
  const sink = { resource: resourceFromAttributes({}), take: (span: ReadableSpan) => void ended.push(span) };
  return { spans: new RequestSpans(sink, 'POST /graphql', traceId), ended };
}

test('a stage gives what it gives, throws what it throws, and the next lies beside it', async () => {
  const { spans, ended } = begin();
  const answer = Promise.resolve('read');
  expect(spans.run('read-request', () => answer)).toBe(answer);
  await answer;
  const secret = new Error('J990108200802168860');
  expect(() =>
    spans.run('mask-fields', () => {
      throw secret;
    }),
  ).toThrow(secret);
  await expect(spans.run('fetch-evidence', () => Promise.reject(secret))).rejects.toBe(secret);
  spans.end({}, 500);
  const [request] = ended.slice(-1);
  expect(ended.slice(0, -1).map(({ parentSpanContext }) => parentSpanContext)).toEqual(
    Array.from({ length: 3 }, () => request?.spanContext()),
  );
  expect(
    JSON.stringify(ended.map(({ attributes, status, events }) => ({ attributes, status, events }))),
  ).not.toContain('J99');
});

test('a refusal is told by its code and is no error; a fault is one, and a 503 too', async () => {
  const { spans, ended } = begin();
  const failing = async (error: Error): Promise<void> => {
    await expect(spans.run('spend-subjects', () => Promise.reject(error))).rejects.toBe(error);
  };
  await failing(new Refusal('SUBJECT_BUDGET_EXHAUSTED', 'no more today'));
  await failing(new Refusal('BUDGET_UNAVAILABLE', 'try again'));
  await failing(new Error('a fault'));
  expect(ended.map(({ attributes, status }) => [attributes['error.type'], status.code])).toEqual([
    ['SUBJECT_BUDGET_EXHAUSTED', 0],
    ['BUDGET_UNAVAILABLE', 2],
    ['INTERNAL', 2],
  ]);
});

test('a stage inside a stage is its child, also when both wait', async () => {
  const { spans, ended } = begin();
  await spans.run('identify-caller', async () => {
    await spans.run('verify-purpose-token', () => new Promise((resolve) => setTimeout(resolve, 5)));
  });
  const [inner, outer] = ended;
  expect(inner?.parentSpanContext).toBe(outer?.spanContext());
  expect(outer!.duration[1]).toBeGreaterThanOrEqual(inner!.duration[1]);
});

test('links are bounded, and those beyond are counted', () => {
  const { spans, ended } = begin();
  const context = { traceId, spanId: '00f067aa0ba902b7', traceFlags: 0 };
  for (let link = 0; link < limits.maxSpanLinks + 5; link += 1) spans.linkTo(context);
  spans.end({}, 200);
  spans.linkTo(context);
  expect(ended[0]).toMatchObject({ droppedLinksCount: 5 });
  expect(ended[0]?.links).toHaveLength(limits.maxSpanLinks);
});
