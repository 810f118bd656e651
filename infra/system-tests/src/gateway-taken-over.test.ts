import { createPrivateKey, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseSigningKeys } from '@hearthgate/gateway/administration';
import { AGENCIES, type AgencyName, HOUSEHOLD_AGENCIES, refsDigest } from '@hearthgate/schema';
import { readAgencySdl } from '@hearthgate/schema/sdl';
import { buildSchema, getNamedType, type GraphQLObjectType, isObjectType } from 'graphql';
import { SignJWT } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectedStudents, importLianhe } from './lianhe.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

/**
 * The attacker holds the gateway's signing key, so every token of theirs is good, for every field and any roll. What is
 * tried is how far that carries at an agency: to its assertions, about refs they know, on record; and no further.
 */
let system: SystemUnderTest;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await importLianhe(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const everyField: Record<AgencyName, string[]> = {
  enrollment: [
    'enrolledStudents',
    'stages',
    'enrollmentRegister',
    ...['student', 'guardians'].flatMap((person) =>
      ['povertyRegistryRef', 'subsistenceAllowanceRef', 'disabilityRef', 'orphansRef'].map(
        (ref) => `${person}.${ref}`,
      ),
    ),
  ],
  'poverty-registry': ['povertyRegistry', 'povertyRegistryRegister'],
  'subsistence-allowance': ['subsistenceAllowance', 'subsistenceAllowanceRegister'],
  disability: ['disability', 'disabilityRegister'],
  orphans: ['orphans', 'orphansRegister'],
};

interface Attack {
  readonly agency: AgencyName;
  readonly query: string;
  readonly variables?: object;
  readonly refs?: readonly string[];
  readonly claims?: object;
}

async function attack({
  agency,
  query,
  variables = {},
  refs = [],
  claims = {},
}: Attack): Promise<{ status: number; text: string; txn: string }> {
  const [stored] = parseSigningKeys(readFileSync(system.signingKeysFile, 'utf8'));
  const { kty, crv, x, y } = stored!.key;
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  const txn = crypto.randomUUID();
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT({
    iss: system.url,
    aud: system.taps[agency].url,
    iat: now,
    exp: now + 30,
    purpose: 'AID_ELIGIBILITY',
    fields: [...everyField[agency], '*', 'row', 'person', 'record'],
    policy_hash: '0'.repeat(64),
    refs_digest: refsDigest(refs),
    roll: agency === 'enrollment' ? { divisionCode: '990000' } : undefined,
    requesters: [
      {
        txn,
        client: 'nobody',
        role: 'AID_CENTER',
        assurance: 'dpop',
        legal_basis: 'NONE',
        document: '0'.repeat(64),
        mask: '0'.repeat(64),
        refCount: refs.length,
      },
    ],
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'txntoken+jwt', kid })
    .sign(createPrivateKey({ key: { ...stored!.key }, format: 'jwk' }));
  const response = await fetch(`${system.taps[agency].url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text(), txn };
}

async function asOwner<Row extends pg.QueryResultRow>(
  agency: AgencyName,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: system.databaseUrl(agency, 'owner') });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const studentNumbers = Object.keys(expectedStudents).slice(0, 200);

/** All that the schema of an agency can be asked. */
function everythingOf(agency: AgencyName): string {
  const schema = buildSchema(readAgencySdl(agency), { assumeValidSDL: true });
  const selection = (type: GraphQLObjectType): string =>
    Object.values(type.getFields())
      .map((field) => {
        const inner = getNamedType(field.type);
        const given = field.args.map(({ name }) => `${name}: $${field.name}_${name}`).join(', ');
        return `${field.name}${given ? `(${given})` : ''}${isObjectType(inner) ? ` { ${selection(inner)} }` : ''}`;
      })
      .join(' ');
  const query = schema.getQueryType()!;
  const parameters = Object.values(query.getFields()).flatMap((field) =>
    field.args.map(({ name, type }) => `$${field.name}_${name}: ${String(type)}`),
  );
  return `query (${parameters.join(', ')}) { ${selection(query)} }`;
}

/** Asks for everything about the same persons in each of the two ways that there are. */
function askForEverything(agency: AgencyName, refs: readonly string[]): ReturnType<typeof attack> {
  const query = buildSchema(readAgencySdl(agency), { assumeValidSDL: true }).getQueryType()!;
  const given: Record<string, unknown> = { roll: { divisionCode: '990000' }, studentNumbers: refs, refs };
  const variables = Object.fromEntries(
    Object.values(query.getFields()).flatMap((field) =>
      field.args.map(({ name }) => [`${field.name}_${name}`, given[name]]),
    ),
  );
  return attack({ agency, query: everythingOf(agency), variables, refs: [...refs, ...refs] });
}

async function refsFor(agency: AgencyName): Promise<string[]> {
  const { text } = await askForEverything('enrollment', studentNumbers);
  const field = `${{ 'poverty-registry': 'povertyRegistry', 'subsistence-allowance': 'subsistenceAllowance', disability: 'disability', orphans: 'orphans', enrollment: '' }[agency]}Ref`;
  return [...new Set([...text.matchAll(new RegExp(`"${field}":"([^"]+)"`, 'g'))].map(([, ref]) => ref!))];
}

describe.each(AGENCIES)('at %s', (agency) => {
  test('everything that can be asked is assertions: no raw value of the register is in the answer', async () => {
    const refs = agency === 'enrollment' ? studentNumbers : await refsFor(agency);
    expect(refs.length).toBeGreaterThan(50);
    const { status, text, txn } = await askForEverything(agency, refs);
    expect(status, text).toBe(200);
    const raw = await asOwner<{ value: string }>(
      agency,
      `select distinct value from register.row, jsonb_each_text(record) where length(value) >= 6 or value ~ '[一-龥]{2}'`,
    );
    const codes = /^\d{6}(\d{4})?$/;
    const known = new Set(agency === 'enrollment' ? studentNumbers : []);
    const shown = raw.filter(
      ({ value }) => !codes.test(value) && !known.has(value) && text.includes(`"${value}"`),
    );
    expect(shown).toEqual([]);
    expect(raw.length).toBeGreaterThan(50);
    expect(text.replaceAll(/"studentNumber":"[^"]+"/g, '')).not.toMatch(/\d{17}[\dX]/);
    // And on record, where the agency looks and the gateway cannot reach.
    const records = await asOwner(agency, 'select fields from access.record where txn = $1', [txn]);
    expect(records.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['introspection', '{ __schema { types { name fields { name } } } }'],
    ['raw rows', '{ row { record } }'],
    ['persons by ID number', '{ person(idNumber: "990108200805142404") { category } }'],
    ['everybody, without naming anyone', '{ persons { category } }'],
    ['the access records', '{ record { txn client } }'],
    ['writing', 'mutation { deleteAccessRecords }'],
  ])('no token gets %s', async (_name, query) => {
    const { status, text } = await attack({ agency, query });
    expect([400, 403]).toContain(status);
    expect(text).not.toMatch(/"data":\{/);
  });

  test('a purpose that the agreement does not serve is refused under the best of tokens', async () => {
    const register = `${everyField[agency].find((field) => field.endsWith('Register'))!} { asOf }`;
    expect(await attack({ agency, query: `{ ${register} }` })).toMatchObject({ status: 200 });
    const claims = { purpose: 'STATISTICS' };
    const refused = await attack({ agency, query: `{ ${register} }`, claims });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('NOT_COVERED');
  });
});

test.each(HOUSEHOLD_AGENCIES)("another agency's refs mean nothing at %s", async (agency) => {
  const other = agency === 'orphans' ? 'disability' : 'orphans';
  const refs = await refsFor(other);
  const root = `personsBy${agency.replaceAll(/(^|-)(.)/g, (_whole, _dash, letter: string) => letter.toUpperCase())}Ref`;
  const field = everyField[agency][0]!;
  const { text } = await attack({
    agency,
    query: `query ($refs: [PersonRef!]!) { ${root}(refs: $refs) { ${field} { categories } } }`,
    variables: { refs },
    refs,
  });
  expect(text).toContain('"categories":[]');
  expect(text).not.toMatch(/"categories":\["/);
});
