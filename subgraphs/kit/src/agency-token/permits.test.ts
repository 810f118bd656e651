import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { testRequester } from '../testing/test-gateway.ts';
import { type AgencyCall, startTestOrphans, type TestOrphans } from '../testing/test-orphans.ts';

let orphans: TestOrphans;
let a: string;
let b: string;
beforeAll(async () => {
  orphans = await startTestOrphans(inject('postgresUrl'));
  [a, b] = orphans.listed as [string, string];
});
afterAll(() => orphans[Symbol.asyncDispose]());

const persons =
  'query ($refs: [PersonRef!]!) { personsByOrphansRef(refs: $refs) { orphans { asOf categories } } }';

const veto = { permitted: false, policies: [{ id: 'no-waivers', reason: 'not for fees' }] } as const;

test('a purpose that the agreement does not serve is refused, whatever the gateway signed', async () => {
  orphans.permits = ({ purpose }) => (purpose === 'FEE_WAIVER' ? veto : { permitted: true });
  await expectVetoed({ query: persons, refs: [a], token: { purpose: 'FEE_WAIVER' } });
  const { text } = await orphans.call({ query: persons, refs: [a], token: { purpose: 'FEE_WAIVER' } });
  expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { policies: veto.policies } }] });
  expect(await orphans.call({ query: persons, refs: [a] })).toMatchObject({ status: 200 });
});

test('one requester whose role it does not serve refuses the whole call', async () => {
  orphans.permits = ({ requesters }) =>
    requesters.some(({ role }) => role === 'PROVINCE_PLATFORM') ? veto : { permitted: true };
  const platform = { ...testRequester(1), role: 'PROVINCE_PLATFORM' };
  await expectVetoed({
    query: persons,
    refs: [a, b],
    token: { requesters: [testRequester(1), platform] },
  });
  const requesters = [testRequester(1), testRequester(1)];
  expect(await orphans.call({ query: persons, refs: [a, b], token: { requesters } })).toMatchObject({
    status: 200,
  });
});

test('an agreement that cannot be asked refuses: a fault is no permit', async () => {
  orphans.permits = () => {
    throw new Error('the policies are gone');
  };
  const before = await orphans.records();
  const answer = await orphans.call({ query: persons, refs: [a] });
  expect(answer.code).toBe('INTERNAL');
  expect(answer.data ?? null).toBeNull();
  expect(answer.text).not.toContain('gone');
  expect(await orphans.records()).toBe(before);
  orphans.permits = () => ({ permitted: true });
});

async function expectVetoed(call: AgencyCall): Promise<void> {
  const before = await orphans.records();
  expect(await orphans.call(call)).toMatchObject({ status: 403, code: 'NOT_COVERED' });
  expect(await orphans.records()).toBe(before);
}
