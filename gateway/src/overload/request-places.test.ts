import { expect, test } from 'vitest';
import { RequestPlaces } from './request-places.ts';

test('one request more than there are places is told to come again, and the next after one has gone is answered', () => {
  const places = new RequestPlaces(2);
  const first = places.take();
  {
    using second = places.take();
    second.require();
    using third = places.take();
    expect(() => {
      third.require();
    }).toThrow(
      expect.objectContaining({ code: 'OVERLOADED', httpStatus: 503, headers: { 'retry-after': '1' } }),
    );
    expect(places.taken).toBe(2);
  }
  expect(places.taken).toBe(1);
  using fourth = places.take();
  fourth.require();
  first.require();
  first[Symbol.dispose]();
  expect(places.taken).toBe(1);
});

test('who was refused gives no place back', () => {
  const places = new RequestPlaces(0);
  places.take()[Symbol.dispose]();
  expect(places.taken).toBe(0);
});
