import { randomBytes } from 'node:crypto';
import type { UsedProof } from '@hearthgate/access-token';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { gatewayDatabaseUrl } from '../database/gateway-database-url.ts';
import { provisionGateway } from '../database/provision-gateway.ts';
import { UsedProofs } from './used-proofs.ts';

const database = `t${randomBytes(4).toString('hex')}_proofs`;
const passwords = { owner: randomBytes(12).toString('hex'), service: randomBytes(12).toString('hex') };
const pools: pg.Pool[] = [];
let owner: pg.Client;
let replicas: UsedProofs[];

beforeAll(async () => {
  const adminUrl = inject('postgresUrl');
  await provisionGateway({ adminUrl, database, passwords });
  const urlAs = (role: 'owner' | 'service'): string =>
    gatewayDatabaseUrl({ clusterUrl: adminUrl, database, role, password: passwords[role] });
  // Without the gateway's own bounds in time: what is tried here is who is first, on however busy a machine.
  for (let i = 0; i < 2; i += 1) pools.push(new pg.Pool({ connectionString: urlAs('service') }));
  replicas = pools.map((pool) => new UsedProofs(pool));
  owner = new pg.Client({ connectionString: urlAs('owner') });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await Promise.all(pools.map((pool) => pool.end()));
});

const proof = (usableForSeconds = 60): UsedProof => ({
  hash: randomBytes(32),
  usableUntilSeconds: Date.now() / 1000 + usableForSeconds,
});
const rows = async (): Promise<number> =>
  (await owner.query<{ n: number }>('select count(*)::int as n from public.used_proof')).rows[0]?.n ?? -1;

test('of any uses of any proofs at any replicas, one each is the first', async () => {
  const uses = fc.array(fc.tuple(fc.nat(6), fc.nat(1)), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(uses, async (drawn) => {
      const proofs = Array.from({ length: 7 }, () => proof());
      const firsts = await Promise.all(
        drawn.map(async ([which, replica]) => {
          const used = proofs[which];
          const at = replicas[replica];
          if (!used || !at) throw new Error('drawn out of range');
          return (await at.isFirstUse(used)) ? which : undefined;
        }),
      );
      const distinct = [...new Set(drawn.map(([which]) => which))].sort();
      expect(firsts.filter((which) => which !== undefined).sort()).toEqual(distinct);
    }),
    { numRuns: 50 },
  );
});

test('replicas that get the same proofs in opposite orders do not wait for each other', async () => {
  for (let round = 0; round < 20; round += 1) {
    const proofs = Array.from({ length: 300 }, () => proof());
    const orders = [proofs, proofs.toReversed()];
    const uses = replicas.flatMap((replica, n) => (orders[n] ?? []).map((used) => replica.isFirstUse(used)));
    expect((await Promise.all(uses)).filter((first) => first)).toHaveLength(proofs.length);
  }
});

test('what a restarted replica does not remember, the database does', async () => {
  const used = proof();
  const [before, pool] = [replicas[0], pools[1]];
  if (!before || !pool) throw new Error('no replicas');
  expect(await before.isFirstUse(used)).toBe(true);
  expect(await new UsedProofs(pool).isFirstUse(used)).toBe(false);
});

test('what no replica would take any more is forgotten, and nothing else', async () => {
  const [pool] = pools;
  if (!pool) throw new Error('no pool');
  const [old, young] = [proof(-3_600), proof()];
  const fresh = new UsedProofs(pool);
  await owner.query('truncate public.used_proof');
  await owner.query('insert into public.used_proof values ($1, now() - interval $$1 second$$)', [old.hash]);
  expect(await fresh.isFirstUse(young)).toBe(true);
  await expect.poll(rows).toBe(1);
  expect(await fresh.isFirstUse(young)).toBe(false);
});

test('without its table: PROOFS_UNAVAILABLE, and afterwards as ever', async () => {
  const [replica] = replicas;
  if (!replica) throw new Error('no replica');
  const used = proof();
  await owner.query('alter table public.used_proof rename to away');
  await expect(replica.isFirstUse(used)).rejects.toMatchObject({
    code: 'PROOFS_UNAVAILABLE',
    httpStatus: 503,
  });
  await owner.query('alter table public.away rename to used_proof');
  expect(await replica.isFirstUse(used)).toBe(true);
});

test('the service can neither change nor empty what was used', async () => {
  const [pool] = pools;
  await expect(pool?.query('update public.used_proof set forget_at = now()')).rejects.toMatchObject({
    code: '42501',
  });
  await expect(pool?.query('truncate public.used_proof')).rejects.toMatchObject({ code: '42501' });
});
