import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PolicyError, policyFolder } from '@hearthgate/policies/agreement';
import type { AgencyTokenClaims, AgencyTokenRequester } from '@hearthgate/schema';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AgreementKeeper, agreementKeeper } from './agreement-keeper.ts';
import { permitsByAgreement } from './permits-by-agreement.ts';

const sound = await readFile(new URL('./agencies/orphans/agreement.cedar', policyFolder), 'utf8');
const veto = `
  @id("orphans.veto") @agency("orphans") @reason("Not now.")
  forbid (principal, action, resource) when { context.purpose == Hearthgate::Purpose::"FEE_WAIVER" };`;
const waiver = { role: 'SCHOOL_AID_OFFICE', purpose: 'FEE_WAIVER', assurance: 'bearer' } as const;
const eligibility = { ...waiver, purpose: 'AID_ELIGIBILITY' } as const;

let folder: string;
let file: string;
let told: PolicyError[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearthgate-agreement-'));
  file = join(folder, 'agreement.cedar');
  told = [];
  await writeFile(file, sound);
});
afterEach(() => rm(folder, { recursive: true }));

const open = (): Promise<AgreementKeeper> =>
  agreementKeeper({ agency: 'orphans', file, reportBroken: (error) => told.push(error) });

test('what the file says is permitted, and what it does not say is not', async () => {
  const agreement = await open();
  expect(agreement.permits(waiver)).toMatchObject({
    permitted: true,
    policies: [{ id: 'orphans.student-aid' }],
  });
  expect(agreement.permits({ ...waiver, purpose: 'STATISTICS' })).toEqual({ permitted: false, policies: [] });
  expect(agreement.permits({ ...waiver, role: 'PRIVACY_OFFICER' }).permitted).toBe(false);
  expect(told).toEqual([]);
});

test('a changed file counts from the next reload on, also for questions that were decided before', async () => {
  const agreement = await open();
  const { hash } = agreement;
  expect(agreement.permits(waiver).permitted).toBe(true);
  await appendFile(file, veto);
  expect(agreement.permits(waiver).permitted).toBe(true);
  await agreement.reload();
  expect(agreement.permits(waiver)).toEqual({
    permitted: false,
    policies: [{ id: 'orphans.veto', reason: 'Not now.', agency: 'orphans' }],
  });
  expect(agreement.permits(eligibility).permitted).toBe(true);
  expect(agreement.hash).not.toBe(hash);
  await writeFile(file, sound);
  await agreement.reload();
  expect(agreement.hash).toBe(hash);
});

const breaks: [string, () => Promise<unknown>, RegExp][] = [
  ['broken', () => appendFile(file, 'permit'), /line 3\d: unexpected end of input$/],
  ['missing', () => rm(file), /: cannot be read$/],
  [
    'another agency’s',
    () => writeFile(file, sound.replaceAll('orphans', 'disability')),
    /@agency\("orphans"\)$/,
  ],
];

describe.each(breaks)('a file that is %s', (_name, spoil, problem) => {
  test('at the start permits nothing and is told in one line, until a reload finds a sound one', async () => {
    await spoil();
    const agreement = await open();
    expect(agreement.permits(eligibility)).toEqual({ permitted: false, policies: [] });
    expect(agreement).toMatchObject({ inForce: false, text: '' });
    expect(told).toHaveLength(1);
    expect(told[0]!.message.startsWith(`${file}: `)).toBe(true);
    expect(told[0]!.message).toMatch(problem);
    expect(told[0]!.message).not.toContain('\n');
    await writeFile(file, sound);
    await agreement.reload();
    expect(agreement.permits(eligibility).permitted).toBe(true);
    expect(agreement).toMatchObject({ inForce: true, text: sound });
  });

  test('at a reload leaves the old one in force', async () => {
    await appendFile(file, veto);
    const agreement = await open();
    const { hash } = agreement;
    await spoil();
    await expect(agreement.reload()).rejects.toThrow(problem);
    expect(agreement).toMatchObject({ hash, inForce: true, text: sound + veto });
    expect(agreement.permits(waiver).permitted).toBe(false);
    expect(agreement.permits(eligibility).permitted).toBe(true);
  });
});

describe('a call', () => {
  const requester: AgencyTokenRequester = {
    txn: 'a8b2f8a2-36c4-4e5e-9f1f-0a6a3d1f7c11',
    client: 'school-a',
    role: 'SCHOOL_AID_OFFICE',
    assurance: 'bearer',
    legal_basis: 'FEE_WAIVER',
    document: '',
    mask: '',
    refCount: 1,
  };
  const claims = (...requesters: Partial<AgencyTokenRequester>[]): AgencyTokenClaims => ({
    iss: 'https://gateway.example',
    aud: 'https://orphans.example',
    iat: 0,
    exp: 30,
    purpose: 'FEE_WAIVER',
    fields: ['orphans'],
    policy_hash: '',
    refs_digest: '',
    requesters: requesters.map((one) => ({ ...requester, ...one })),
  });

  test('is permitted when it is for each of its requesters', async () => {
    const permits = permitsByAgreement(await open());
    expect(permits(claims({}, {}))).toEqual({ permitted: true });
    expect(permits(claims({}, { role: 'PRIVACY_OFFICER' }))).toEqual({ permitted: false, policies: [] });
    expect(permits(claims({ role: 'PRIVACY_OFFICER' }, {})).permitted).toBe(false);
  });

  test('is not when it is for nobody', async () => {
    expect(permitsByAgreement(await open())(claims())).toEqual({ permitted: false, policies: [] });
  });

  test('is held against its own purpose, and each requester’s own assurance', async () => {
    await appendFile(file, veto.replace('FEE_WAIVER"', 'FEE_WAIVER" && context.assurance != "dpop"'));
    const permits = permitsByAgreement(await open());
    expect(permits(claims({ assurance: 'dpop' })).permitted).toBe(true);
    expect(permits(claims({ assurance: 'dpop' }, { assurance: 'bearer' }))).toMatchObject({
      permitted: false,
      policies: [{ id: 'orphans.veto', reason: 'Not now.' }],
    });
    expect(permits({ ...claims({}), purpose: 'AID_ELIGIBILITY' }).permitted).toBe(true);
  });
});
