import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { type HttpAnswer, startSystem, type SystemUnderTest } from './start-system.ts';

const school = { role: 'SCHOOL_AID_OFFICE', location: '3499107001', purpose: 'AID_ELIGIBILITY' };
const officer = { role: 'PRIVACY_OFFICER', location: '*', purpose: 'AUDIT_REVIEW' };
const operatorOf = (agency: AgencyName): typeof school => ({
  role: 'AGENCY_OPERATOR',
  location: agency,
  purpose: 'REGISTER_OPERATION',
});

const numbers = Object.entries(expectedStudents)
  .filter(([, { outcome, school: of }]) => outcome === 'ANSWERED' && of === school.location)
  .map(([number]) => number)
  .slice(0, 5);

const everything = `{
  accessRecords { records { time txn fields client purpose legalBasis subjectCount } next }
  imports { register asOf read accepted rejected warnings keyVersions { agency version }
    report { rejected { line column reason } warned { line column reason } } }
  agreement { text hash inForce } }`;
const forOfficers = '{ accessRecords { records { time txn fields } next } }';

interface Answered {
  readonly data: {
    readonly accessRecords: {
      records: { txn: string; fields: string[]; client: string; subjectCount: number }[];
    };
    readonly imports: {
      register: string;
      read: number;
      accepted: number;
      rejected: number;
      keyVersions: object[];
    }[];
    readonly agreement: { text: string; hash: string; inForce: boolean };
  };
}

let system: SystemUnderTest;
/** By agency, what the gateway's calls for one request carried. */
let carried: Record<string, { authorization: string; txn: string }>;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
  const query = `query Q($numbers: [StudentNumber!]!) {
    householdStatuses(studentNumbers: $numbers) { ... on HouseholdStatus { complete } } }`;
  expect((await system.ask(school, { query, variables: { numbers } })).status).toBe(200);
  carried = Object.fromEntries(
    AGENCIES.map((agency) => {
      const [{ authorization = '' } = {}] = system.taps[agency].asked;
      const { requesters } = decodeJwt<{ requesters: { txn: string }[] }>(
        authorization.slice('Bearer '.length),
      );
      return [agency, { authorization, txn: requesters[0]?.txn ?? '' }];
    }),
  );
});
afterAll(() => system[Symbol.asyncDispose]());

async function send(agency: AgencyName, authorization: string, query: string): Promise<HttpAnswer> {
  const response = await fetch(`${system.taps[agency].url}/operator/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Under a token for `audience`, which is the agency that is asked unless told otherwise. */
async function ask(
  agency: AgencyName,
  claims: typeof school,
  query: string,
  audience = system.taps[agency].url,
): Promise<HttpAnswer> {
  const token = await system.issuer.sign(claims, (payload) => ({ ...payload, aud: audience }));
  return send(agency, `Bearer ${token}`, query);
}

async function everythingAt(agency: AgencyName): Promise<Answered['data']> {
  const { status, text } = await ask(agency, operatorOf(agency), everything);
  expect(status, text).toBe(200);
  return (JSON.parse(text) as Answered).data;
}

describe.each(AGENCIES)('%s', (agency) => {
  test('tells its operator for whom it was asked, under the txn that the gateway gave it', async () => {
    const { accessRecords } = await everythingAt(agency);
    const records = accessRecords.records.filter(({ txn }) => txn === carried[agency]?.txn);
    expect(records.map(({ client }) => client)).toEqual(['test-client']);
    expect(records[0]?.subjectCount).toBeGreaterThan(0);
  });

  test('names nobody: neither a student number, nor an ID number, nor a pseudonym', async () => {
    const { text } = await ask(agency, operatorOf(agency), everything);
    for (const number of numbers) {
      expect(text).not.toContain(number);
      expect(text).not.toContain(number.slice(1));
    }
    const { variables } = system.taps[agency].asked[0]!;
    const asked = Object.values(variables)
      .flat()
      .filter((value) => typeof value === 'string');
    expect(asked.length).toBeGreaterThan(0);
    for (const ref of asked) expect(text).not.toContain(ref);
  });

  test('accounts for its imports to its operator', async () => {
    const { imports } = await everythingAt(agency);
    expect(imports.map(({ register }) => register).sort()).toEqual(
      agency === 'enrollment' ? ['enrollment', 'schools'] : [agency],
    );
    for (const { register, read, accepted, rejected, keyVersions } of imports) {
      expect(read).toBe(accepted + rejected);
      expect(keyVersions).toHaveLength(register === 'enrollment' ? 4 : register === 'schools' ? 0 : 1);
    }
  });

  test('tells a privacy officer time, txn and fields, and nothing that only the operator may see', async () => {
    const { status, text } = await ask(agency, officer, forOfficers);
    expect(status).toBe(200);
    expect(text).toContain(carried[agency]?.txn);
    expect(text).not.toContain('test-client');
    expect((await ask(agency, officer, everything)).status).toBe(403);
  });

  test.each(AGENCIES.filter((other) => other !== agency))('refuses the operator of %s', async (other) => {
    // With the token that it has, and with one that an issuer in error made for this agency.
    expect((await ask(agency, operatorOf(other), forOfficers, system.taps[other].url)).status).toBe(401);
    expect((await ask(agency, operatorOf(other), forOfficers)).status).toBe(403);
  });

  test('refuses a school, a token for the gateway, and the gateway’s own token', async () => {
    expect((await ask(agency, school, forOfficers, system.url)).status).toBe(401);
    expect((await ask(agency, school, forOfficers)).status).toBe(403);
    expect((await ask(agency, officer, forOfficers, system.url)).status).toBe(401);
    expect((await ask(agency, operatorOf(agency), forOfficers, system.url)).status).toBe(401);
    const { authorization } = carried[agency] ?? { authorization: '' };
    expect((await send(agency, authorization, forOfficers)).status).toBe(401);
  });
});

test('the agreement is the one in force: after a change on disk the old one, after a reload the new one', async () => {
  const before = (await everythingAt('orphans')).agreement;
  expect(before).toMatchObject({ hash: system.agencies.orphans.agreement.hash, inForce: true });
  const veto = `@id("orphans.veto") @agency("orphans") @reason("Not now.")
    forbid (principal, action, resource) when { context.purpose == Hearthgate::Purpose::"FEE_WAIVER" };`;
  await appendFile(join(system.agreementsFolder, 'orphans', 'agreement.cedar'), veto);
  expect((await everythingAt('orphans')).agreement).toEqual(before);
  await system.agencies.orphans.agreement.reload();
  const after = (await everythingAt('orphans')).agreement;
  expect(after.text).toBe(before.text + veto);
  expect(after.hash).not.toBe(before.hash);
});
