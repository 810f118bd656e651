import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withClient } from '@hearthgate/database';
import { PolicyError } from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

let system: SystemUnderTest;
const original = new Map<AgencyName, string>();
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  for (const agency of AGENCIES) original.set(agency, await readFile(agreementFile(agency), 'utf8'));
});
afterAll(() => system[Symbol.asyncDispose]());

beforeEach(() => {
  for (const tap of Object.values(system.taps)) tap.asked.length = 0;
});
afterEach(async () => {
  for (const [agency, text] of original) {
    await writeFile(agreementFile(agency), text);
    await system.agencies[agency].agreement.reload();
  }
  await system.gateway.reloadPolicies();
});

const school = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const university = { role: 'UNIVERSITY_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const waiver = { ...school, purpose: 'FEE_WAIVER' };
/** Of this school, on the roll, with a certificate of disability and nothing else. */
const disabled = 'G990108200910050894';
const notOnRoll = 'G990108200805142404';
const reason = 'Under review by our legal office.';
const veto = (agency: AgencyName, condition = ''): string => `
  @id("${agency}.veto") @agency("${agency}") @reason("${reason}")
  forbid (principal, action == Hearthgate::Action::"share", resource) ${condition};`;
const forWaivers = 'when { context.purpose == Hearthgate::Purpose::"FEE_WAIVER" }';

const agreementFile = (agency: AgencyName): string =>
  join(system.agreementsFolder, agency, 'agreement.cedar');

/** What the agency's operator does; `reload` is what `hearthgate policy reload` makes of it. */
async function amend(agency: AgencyName, text: string): Promise<void> {
  await appendFile(agreementFile(agency), text);
}
async function reload(agency: AgencyName): Promise<void> {
  await system.agencies[agency].agreement.reload();
  await system.gateway.reloadPolicies();
}

interface Finding {
  readonly answer: string;
  readonly unknownReason: string | null;
}
interface Answer {
  readonly status: number;
  readonly student?: Record<string, Finding> & {
    readonly specialGroups: string[];
    readonly complete: boolean;
  };
  readonly error?: { readonly message: string; readonly extensions: Record<string, unknown> };
}

async function ask(selection: string, claims = school, number = disabled): Promise<Answer> {
  const query = `query ($number: StudentNumber!) {
    householdStatus(studentNumber: $number) { __typename ... on HouseholdStatus { ${selection} } }
  }`;
  const { status, text } = await system.ask(claims, { query, variables: { number } });
  const { data, errors } = JSON.parse(text) as {
    data?: { householdStatus: NonNullable<Answer['student']> };
    errors?: NonNullable<Answer['error']>[];
  };
  return { status, ...(data && { student: data.householdStatus }), ...(errors?.[0] && { error: errors[0] }) };
}

const finding = (field: string): string => `${field} { answer unknownReason }`;
const qualifies = finding('qualifies(program: SENIOR_TUITION_WAIVER)');
const derived = `specialGroups complete ${qualifies}`;
const withheld = { answer: 'UNKNOWN', unknownReason: 'WITHHELD' };
const unavailable = { answer: 'UNKNOWN', unknownReason: 'AGENCY_UNAVAILABLE' };
const yes = { answer: 'YES', unknownReason: null };

function accessRecords(agency: AgencyName): Promise<number> {
  return withClient(system.databaseUrl(agency, 'owner'), async (client) => {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from access.record',
    );
    return rows[0]!.count;
  });
}

test('without a veto everything is answered: the cases below differ from it in one agreement', async () => {
  const { status, student } = await ask(`${finding('disability')} ${derived}`);
  expect({ status, student }).toMatchObject({
    status: 200,
    student: { disability: yes, specialGroups: ['DISABLED_STUDENT'], complete: true, qualifies: yes },
  });
  expect((await ask(qualifies, waiver)).student).toMatchObject({ qualifies: yes });
});

describe('one forbid in the agreement of the disabled persons’ federation, taken up', () => {
  test('refuses the field that it alone feeds, names policy, reason and agency, and nobody is asked', async () => {
    await amend('disability', veto('disability'));
    await reload('disability');
    const { status, error } = await ask(`${finding('disability')} ${finding('orphan')}`);
    expect(status).toBe(403);
    expect(error?.extensions).toEqual({
      code: 'FIELD_NOT_PERMITTED',
      fields: ['HouseholdStatus.disability'],
      policies: [{ id: 'disability.veto', reason, agency: 'disability' }],
    });
    expect(error?.message).toContain(`disability.veto: ${reason}`);
    expect(Object.values(system.taps).flatMap(({ asked }) => asked)).toEqual([]);
  });

  test('leaves what is derived, with this source WITHHELD, and the federation is not asked', async () => {
    await amend('disability', veto('disability'));
    await reload('disability');
    const records = await accessRecords('disability');
    const { status, student } = await ask(`${derived} ${finding('orphan')}`);
    expect({ status, student }).toMatchObject({
      status: 200,
      student: { specialGroups: [], complete: false, qualifies: withheld, orphan: { answer: 'NO' } },
    });
    const { disability, ...others } = system.taps;
    expect(disability.asked).toEqual([]);
    expect(Object.values(others).map(({ asked }) => asked.length)).toEqual([1, 1, 1, 1]);
    expect(JSON.stringify(others.enrollment.asked)).not.toContain('disabilityRef');
    expect(await accessRecords('disability')).toBe(records);
  });

  test('for one purpose reaches that purpose and no other', async () => {
    await amend('disability', veto('disability', forWaivers));
    await reload('disability');
    expect((await ask(qualifies, waiver)).student).toMatchObject({ qualifies: withheld });
    expect(system.taps.disability.asked).toEqual([]);
    const { student } = await ask(`${finding('disability')} ${qualifies}`);
    expect(student).toMatchObject({ disability: yes, qualifies: yes });
  });

  test('for one role reaches that role and no other', async () => {
    await amend(
      'disability',
      veto('disability').replace('principal', 'principal == Hearthgate::Role::"UNIVERSITY_AID_OFFICE"'),
    );
    await reload('disability');
    expect((await ask(finding('disability'), university)).status).toBe(403);
    expect((await ask(finding('disability'))).student).toMatchObject({ disability: yes });
  });

  test('is gone when it is taken back', async () => {
    await amend('disability', veto('disability'));
    await reload('disability');
    await writeFile(agreementFile('disability'), original.get('disability')!);
    await reload('disability');
    expect((await ask(finding('disability'))).student).toMatchObject({ disability: yes });
  });
});

describe('an agency that the gateway does not listen to', () => {
  test('refuses the call itself: the finding is UNKNOWN, the others are known, and nothing is recorded', async () => {
    await amend('disability', veto('disability'));
    // The gateway keeps its old copy, as if its own check were switched off.
    await system.agencies.disability.agreement.reload();
    const records = await accessRecords('disability');
    const { status, student } = await ask(`${finding('disability')} ${finding('orphan')} ${derived}`);
    expect({ status, student }).toMatchObject({
      status: 200,
      student: {
        disability: unavailable,
        orphan: { answer: 'NO' },
        specialGroups: [],
        complete: false,
        qualifies: unavailable,
      },
    });
    expect(system.taps.disability.asked).toHaveLength(1);
    expect(await accessRecords('disability')).toBe(records);
  });

  test('refuses a purpose that it does not serve, and serves the others', async () => {
    await amend('disability', veto('disability', forWaivers));
    await system.agencies.disability.agreement.reload();
    expect((await ask(qualifies, waiver)).student).toMatchObject({ qualifies: unavailable });
    expect(system.taps.disability.asked).toHaveLength(1);
    expect((await ask(finding('disability'))).student).toMatchObject({ disability: yes });
  });

  test('and is enrollment: every number alike is unknown, and none is said to be off the roll', async () => {
    await amend('enrollment', veto('enrollment'));
    await system.agencies.enrollment.agreement.reload();
    for (const number of [disabled, notOnRoll]) {
      const { student } = await ask(`${finding('enrollment')} ${finding('disability')}`, school, number);
      expect(student).toEqual({
        __typename: 'HouseholdStatus',
        enrollment: unavailable,
        disability: unavailable,
      });
    }
    expect(system.taps.disability.asked).toEqual([]);
  });
});

test('a veto of enrollment refuses enrollment, and of the rest everything is WITHHELD and nobody is asked', async () => {
  await amend('enrollment', veto('enrollment'));
  await reload('enrollment');
  const { error } = await ask(finding('enrollment'));
  expect(error?.extensions).toMatchObject({
    code: 'FIELD_NOT_PERMITTED',
    policies: [{ id: 'enrollment.veto', agency: 'enrollment' }],
  });
  for (const number of [disabled, notOnRoll]) {
    const fields = ['povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'];
    const { student } = await ask(`${fields.map(finding).join(' ')} ${derived}`, school, number);
    expect(student).toEqual({
      __typename: 'HouseholdStatus',
      ...Object.fromEntries(fields.map((field) => [field, withheld])),
      specialGroups: [],
      complete: false,
      qualifies: withheld,
    });
  }
  expect(Object.values(system.taps).flatMap(({ asked }) => asked)).toEqual([]);
});

test('registers leave out the agency that withholds', async () => {
  await amend('disability', veto('disability'));
  await reload('disability');
  const { text } = await system.ask(school, { query: '{ registers { agency } }' });
  const { data } = JSON.parse(text) as { data: { registers: { agency: string }[] } };
  expect(data.registers.map(({ agency }) => agency)).toEqual(
    AGENCIES.filter((agency) => agency !== 'disability'),
  );
  expect(system.taps.disability.asked).toEqual([]);
});

describe('a broken agreement changes nothing, at the gateway and at the agency', () => {
  const forbid = veto('disability');
  test.each([
    ['does not parse', async () => amend('disability', forbid.replace(';', ''))],
    [
      'names a purpose that there is not',
      async () =>
        amend('disability', forbid.replace(';', 'when { context.purpose == Hearthgate::Purpose::"FUN" };')),
    ],
    ['gives no reason', async () => amend('disability', forbid.replace(/@reason\(.*\)/, ''))],
    ['is gone', async () => rm(agreementFile('disability'))],
  ])('%s', async (_name, change) => {
    const before = system.agencies.disability.agreement.hash;
    await change();
    await expect(system.agencies.disability.agreement.reload()).rejects.toThrow(PolicyError);
    await expect(system.gateway.reloadPolicies()).rejects.toThrow(PolicyError);
    expect(system.agencies.disability.agreement.hash).toBe(before);
    expect((await ask(finding('disability'))).student).toMatchObject({ disability: yes });
  });

  test('nor does a sound one of another agency that is reloaded together with it', async () => {
    await amend('disability', 'permit');
    await amend('orphans', veto('orphans'));
    await expect(system.gateway.reloadPolicies()).rejects.toThrow(/disability/);
    expect((await ask(finding('orphan'))).status).toBe(200);
  });
});
