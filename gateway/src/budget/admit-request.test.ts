import { expect, test } from 'vitest';
import type { PurposeGrant } from '../access-token/purpose-grant.ts';
import { Refusal } from '../errors.ts';
import { limits } from '../limits.ts';
import { admitRequest, requestRates } from './admit-request.ts';

const grantOf = (client: string, requestsPerSecond: number): PurposeGrant => ({
  client,
  role: 'SCHOOL_AID_OFFICE',
  purpose: 'AID_ELIGIBILITY',
  legalBasis: 'TEST',
  caseRef: undefined,
  location: '3499107001',
  bounds: { schoolCode: '3499107001' },
  assurance: 'bearer',
  settings: {
    id: client,
    adHocQueries: false,
    person: false,
    senderConstrained: false,
    requestsPerSecond,
    subjectsPerDay: 0,
    revoked: false,
  },
});

test('a client above its rate gets 429 and when to come back; another client is not touched', async () => {
  const rates = requestRates();
  const ask = (client: string): Promise<PurposeGrant> =>
    admitRequest({ rates, remoteAddress: '192.0.2.1', verifying: Promise.resolve(grantOf(client, 2)) });
  await ask('a');
  await ask('a');
  await expect(ask('a')).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    httpStatus: 429,
    message: 'this client may send 2 requests a second',
    headers: { 'retry-after': '1' },
  });
  expect(await ask('b')).toMatchObject({ client: 'b' });
});

test('0 is no limit', async () => {
  const rates = requestRates();
  for (let n = 0; n < 1_000; n += 1) {
    const verifying = Promise.resolve(grantOf('a', 0));
    expect(await admitRequest({ rates, remoteAddress: undefined, verifying })).toBeDefined();
  }
});

test('a flood of bad tokens gets 429 in the end, and good ones from the same address pass all the while', async () => {
  const rates = requestRates();
  const ask = (remoteAddress: string): Promise<PurposeGrant> =>
    admitRequest({
      rates,
      remoteAddress,
      verifying: Promise.reject(new Refusal('UNAUTHENTICATED', 'bad')),
    });
  const codes = new Set<unknown>();
  for (let n = 0; n < limits.unknownCallers.burst; n += 1) {
    codes.add(await ask('192.0.2.1').catch((error: unknown) => (error as Refusal).code));
  }
  expect([...codes]).toEqual(['UNAUTHENTICATED']);
  const burst = Array.from({ length: 100 }, () => ask('192.0.2.1').catch((error: unknown) => error));
  expect(await Promise.all(burst)).toContainEqual(expect.objectContaining({ code: 'RATE_LIMITED' }));
  await expect(ask('192.0.2.2')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  const verifying = Promise.resolve(grantOf('a', 2));
  expect(await admitRequest({ rates, remoteAddress: '192.0.2.1', verifying })).toBeDefined();
});

test('an issuer or a register of clients that does not answer is nobody’s flood', async () => {
  const rates = requestRates();
  for (let n = 0; n < limits.unknownCallers.burst + 100; n += 1) {
    const verifying = Promise.reject(new Refusal('ISSUER_UNAVAILABLE', 'down'));
    await expect(admitRequest({ rates, remoteAddress: '192.0.2.1', verifying })).rejects.toMatchObject({
      code: 'ISSUER_UNAVAILABLE',
    });
  }
});
