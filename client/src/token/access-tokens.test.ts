import { expect, test } from 'vitest';
import { HearthgateError } from '../errors.ts';
import { accessTokens } from './access-tokens.ts';

const purpose = 'AID_ELIGIBILITY';

function source(expiresInSeconds = 300, failures: Error[] = []) {
  const clock = { nowMs: 0 };
  const asked: string[] = [];
  const tokens = accessTokens({
    nowMs: () => clock.nowMs,
    request: (request) => {
      asked.push(request.purpose);
      const failure = failures.shift();
      if (failure) return Promise.reject(failure);
      return Promise.resolve({ accessToken: `t${String(asked.length)}`, expiresInSeconds });
    },
  });
  const token = async (name = purpose): Promise<string> => (await tokens.get({ purpose: name })).token;
  return { clock, tokens, token, asked };
}

test('one token is used until shortly before it expires, then a new one', async () => {
  const { clock, token } = source();
  expect(await token()).toBe('t1');
  clock.nowMs = 269_999;
  expect(await token()).toBe('t1');
  clock.nowMs = 270_000;
  expect(await token()).toBe('t2');
});

test('a token that lives for less than a minute is used for half its life', async () => {
  const { clock, token } = source(20);
  await token();
  clock.nowMs = 9_999;
  expect(await token()).toBe('t1');
  clock.nowMs = 10_000;
  expect(await token()).toBe('t2');
});

test('of another purpose, case file or resource it is another token', async () => {
  const { tokens, asked } = source();
  const requests = [
    { purpose },
    { purpose: 'FEE_WAIVER' },
    { purpose, caseRef: 'AZ-1' },
    { purpose, resource: 'https://gateway.example' },
  ];
  const given = new Set<string>();
  for (const request of [...requests, ...requests]) given.add((await tokens.get(request)).token);
  expect(given.size).toBe(4);
  expect(asked).toEqual([purpose, 'FEE_WAIVER', purpose, purpose]);
});

test('those who ask at the same time get the same one', async () => {
  const { clock, token, asked } = source();
  expect(await Promise.all([token(), token(), token()])).toEqual(['t1', 't1', 't1']);
  clock.nowMs = 300_000;
  expect(await Promise.all([token(), token(), token()])).toEqual(['t2', 't2', 't2']);
  expect(asked).toHaveLength(2);
});

test('what the issuer refuses is thrown to all who wait, and not kept', async () => {
  const refused = new HearthgateError('ISSUER_REFUSED', 'no');
  const { token } = source(300, [refused]);
  expect(await Promise.allSettled([token(), token()])).toMatchObject([
    { status: 'rejected', reason: refused },
    { status: 'rejected', reason: refused },
  ]);
  expect(await token()).toBe('t2');
});

test('a token that was not taken is forgotten, one that replaced it meanwhile is not', async () => {
  const { tokens, token } = source();
  expect(await tokens.get({ purpose })).toEqual({ token: 't1', reused: false });
  expect(await tokens.get({ purpose })).toEqual({ token: 't1', reused: true });
  tokens.forget({ purpose }, 't1');
  expect(await tokens.get({ purpose })).toEqual({ token: 't2', reused: false });
  tokens.forget({ purpose }, 't1');
  expect(await token()).toBe('t2');
});
