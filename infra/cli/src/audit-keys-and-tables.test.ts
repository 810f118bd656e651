import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Answer, askAs, askingFor, type Question } from './testing/ask-as.ts';
import { demoStudents } from './testing/demo-students.ts';
import {
  makeTestSystem,
  type Outcome,
  type StartedSystem,
  type TestSystem,
} from './testing/make-test-system.ts';
import { runHere } from './testing/run-here.ts';
import { queryAsSuperuser } from './testing/query-as-superuser.ts';

vi.setConfig({ testTimeout: 120_000 });

const [student = '', ...others] = demoStudents('3499107001').slice(0, 3);
const complete = askingFor('... on HouseholdStatus { complete }');

let installation: TestSystem;
let system: StartedSystem;
let ask: (question: Question) => Promise<Answer>;
beforeAll(async () => {
  installation = await makeTestSystem('lianhe');
  system = await installation.start();
  const { dataDir } = installation;
  ask = await askAs({ dataDir, runFile: system.runFile, client: 'lianhe-senior-1' });
  // On a busy machine an agency may be late at first, and a call that it did not answer is not what is tried here.
  await vi.waitFor(
    async () => {
      const { body } = await ask({ query: complete, studentNumbers: [student, ...others] });
      expect(body.data?.statuses).toContainEqual({ __typename: 'HouseholdStatus', complete: true });
    },
    { timeout: 20_000 },
  );
}, 180_000);
afterAll(async () => {
  await system.stop();
  installation[Symbol.dispose]();
});

const hearthgate = (...args: string[]): Promise<Outcome> => runHere(args, installation.environment());
const audit = (...args: string[]): Promise<Outcome> => hearthgate('audit', ...args);
const inDatabase = (database: string, text: string): Promise<Record<string, unknown>[]> =>
  queryAsSuperuser({ dataDir: installation.dataDir, runFile: system.runFile, database }, text);

async function told(...args: string[]): Promise<string> {
  return succeeded(await hearthgate(...args));
}

/** Of each command once at least, as people run it. */
async function toldByProcess(...args: string[]): Promise<string> {
  return succeeded(await installation.hearthgate(...args));
}

function succeeded({ exitCode, out, err }: Outcome): string {
  expect(exitCode, err + out).toBe(0);
  return out;
}

const fetched = async (path: string): Promise<string> =>
  (await fetch(`${system.runFile.gateway.url}${path}`)).text();

/** A checkpoint as somebody would keep it: in a file, the newest that the gateway gives out. */
async function keepCheckpoint(name: string): Promise<string> {
  const file = join(installation.dataDir, name);
  writeFileSync(file, await fetched('/audit/checkpoint'));
  return file;
}

async function expectRefused(refusing: Promise<Outcome>, says: RegExp): Promise<void> {
  const { exitCode, out, err } = await refusing;
  expect(err).toMatch(/^error: [^\n]+\n$/);
  expect(err).toMatch(says);
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
}

describe('verify', () => {
  test('holds, and with a checkpoint kept from before says that the log extends it', async () => {
    const kept = await keepCheckpoint('kept');
    await ask({ query: complete, studentNumbers: [student] });
    expect(await toldByProcess('audit', 'verify')).toMatch(
      /^holds: \d+ leaves and \d+ checkpoints\nroot: \S{43}=\n$/,
    );
    expect(await told('audit', 'verify', '--checkpoint', kept)).toContain(`, and extends ${kept}\n`);
    const verdict = JSON.parse(await told('audit', 'verify', '--json')) as Record<string, unknown>;
    expect(Object.keys(verdict)).toEqual(['holds', 'size', 'root', 'checkpoints']);
    expect(verdict['holds']).toBe(true);
  });

  test('refuses a checkpoint of another log, one cut off, one that is none and one that is not there', async () => {
    const kept = readFileSync(await keepCheckpoint('kept'), 'utf8');
    const verifyWith = (text: string): Promise<Outcome> => {
      const file = join(installation.dataDir, 'other');
      writeFileSync(file, text);
      return audit('verify', '--checkpoint', file);
    };
    const place = /the log does not hold: the checkpoint kept from before/;
    await expectRefused(verifyWith(kept.replace(/^\S+/, 'another.example/log')), place);
    await expectRefused(verifyWith(kept.slice(0, -40)), place);
    await expectRefused(verifyWith(kept.replace(/\n\d+\n/, '\n1000000\n')), place);
    await expectRefused(verifyWith(''), place);
    const missing = audit('verify', '--checkpoint', join(installation.dataDir, 'nothing'));
    await expectRefused(missing, /nothing: this checkpoint cannot be read/);
  });
});

describe('the key of the students’ pseudonyms', () => {
  /** How many requests of the school are found about the student. */
  async function found(): Promise<{ requests: number; err: string }> {
    const { out, err, exitCode } = await audit(
      'who-saw',
      student,
      '--reason',
      'complaint 2026-117',
      '--json',
    );
    expect(exitCode, err).toBe(0);
    const entries = JSON.parse(out) as { leaf: { kind: string } }[];
    return { requests: entries.filter(({ leaf }) => leaf.kind === 'REQUEST').length, err };
  }

  /** Asks until the leaf is under this version of the key. */
  async function askUnder(version: number): Promise<void> {
    await vi.waitFor(
      async () => {
        const { body } = await ask({ query: complete, studentNumbers: [student] });
        const index = body.extensions?.receipt?.index;
        const [row] = await inDatabase(
          'hearthgate_audit',
          `select convert_from(leaf, 'UTF8')::json ->> 'subjectKey' as key from log.leaf where index = ${String(index)}`,
        );
        expect(row?.['key']).toBe(String(version));
      },
      { timeout: 10_000, interval: 200 },
    );
  }

  test('is rotated and its old version erased while the system runs', async () => {
    const before = await found();
    expect(before.requests).toBeGreaterThan(0);
    expect(await toldByProcess('keys', 'rotate', 'pseudonym/audit-log')).toBe(
      'pseudonym/audit-log is at version 2; students are found under the older versions until those are erased\n',
    );
    await askUnder(2);
    const both = await found();
    expect(both.requests).toBeGreaterThan(before.requests);
    expect(both.err).toBe('');

    await expectRefused(
      hearthgate('keys', 'erase', 'pseudonym/audit-log@2'),
      /version 2 of the audit key is in use/,
    );
    await expectRefused(hearthgate('keys', 'erase', 'pseudonym/audit-log@3'), /no version 3/);
    expect(await toldByProcess('keys', 'erase', 'pseudonym/audit-log@1')).toBe(
      'pseudonym/audit-log@1 is erased; erase it in the backups too\n',
    );
    await expectRefused(
      hearthgate('keys', 'erase', 'pseudonym/audit-log@1'),
      /version 1 of the audit key was erased/,
    );
    await vi.waitFor(
      async () => {
        const after = await found();
        expect(after.requests).toBeLessThan(both.requests);
        expect(after.requests).toBeGreaterThan(0);
        expect(after.err).toBe('what was logged under 1 erased key(s) cannot be found any more\n');
      },
      { timeout: 20_000 },
    );
    const listed = JSON.parse(await toldByProcess('keys', 'list', '--json')) as Record<string, unknown>[];
    expect(
      listed.filter(({ key }) => key === 'pseudonym/audit-log').map(({ version, state }) => [version, state]),
    ).toEqual([
      [1, 'erased'],
      [2, 'current'],
    ]);
    await told('audit', 'verify');
  });
});

test('the key of checkpoints is rotated: new ones verify under the new key, old ones and proofs under the old', async () => {
  const keys = async (): Promise<string[]> => (await fetched('/audit/verifier-keys')).trimEnd().split('\n');
  const prove = async (name: string): Promise<{ file: string; index: number }> => {
    const { body } = await ask({ query: complete, studentNumbers: [student] });
    const { index } = body.extensions!.receipt!;
    const file = join(installation.dataDir, name);
    writeFileSync(file, await told('audit', 'prove', String(index)));
    return { file, index };
  };
  const [oldKey = ''] = await keys();
  const old = await prove('old-proof.json');
  const oldCheckpoint = await keepCheckpoint('old-checkpoint');
  expect(await told('keys', 'rotate', 'signing/audit-log')).toBe(
    'signing/audit-log is at version 2; checkpoints are signed with it within a second; tell those who verify its verifier key\n',
  );
  await vi.waitFor(async () => {
    expect(await keys()).toHaveLength(2);
  });
  const [newKey = ''] = await keys();
  expect(await keys()).toContain(oldKey);
  const young = await prove('new-proof.json');
  const check = (file: string, key: string): Promise<Outcome> => audit('check', file, '--verifier-key', key);
  await told('audit', 'check', young.file, '--verifier-key', newKey);
  await told('audit', 'check', old.file, '--verifier-key', oldKey);
  await expectRefused(check(young.file, oldKey), /signature|signed/);
  await expectRefused(check(old.file, newKey), /signature|signed/);
  await told('audit', 'verify', '--checkpoint', oldCheckpoint);
  await told('audit', 'verify', '--checkpoint', await keepCheckpoint('new-checkpoint'));
});

describe('reconcile', () => {
  interface Reconciled {
    readonly matched: number;
    readonly unexplained: number;
    readonly mismatches: readonly Record<string, unknown>[];
  }
  const to = ['--to', '2100-01-01'];
  const reconciled = async (): Promise<Reconciled & { exitCode: number }> => {
    const { exitCode, out, err } = await audit('reconcile', ...to, '--json');
    expect(out, err).not.toBe('');
    return { exitCode, ...(JSON.parse(out) as Reconciled) };
  };
  let txn: string;

  test('finds both sides alike', async () => {
    expect(await reconciled()).toMatchObject({ exitCode: 0, unexplained: 0, mismatches: [] });
    expect(await toldByProcess('audit', 'reconcile', ...to)).toMatch(
      /^\d+ calls stand on both sides\nnothing stands on one side only\n$/,
    );
    expect(await told('audit', 'reconcile', '--to', '2020-01-01')).toMatch(/^0 calls/);
  });

  test('names a record that an agency no longer has', async () => {
    const { matched } = await reconciled();
    const [row] = await inDatabase(
      'hearthgate_disability',
      `delete from access.record where ctid = (select ctid from access.record order by recorded_at limit 1) returning txn`,
    );
    txn = String(row?.['txn']);
    expect(await reconciled()).toMatchObject({
      exitCode: 1,
      matched: matched - 1,
      unexplained: 1,
      mismatches: [{ agency: 'disability', txn, kind: 'NOT_AT_AGENCY', index: expect.any(Number) as number }],
    });
    const { exitCode, out } = await audit('reconcile', ...to);
    expect(exitCode).toBe(1);
    expect(out).toMatch(new RegExp(`disability +${txn} +NOT_AT_AGENCY +\\d+\n`));
    expect(out).toContain(
      'NOT_AT_AGENCY: the log says that the agency answered; the agency has no record of it\n',
    );
  });

  test('names a record of which the log has no leaf', async () => {
    const [row] = await inDatabase(
      'hearthgate_orphans',
      `insert into access.record (fields, refs, txn, client, purpose, legal_basis)
       select fields, refs, gen_random_uuid(), client, purpose, legal_basis from access.record limit 1 returning txn`,
    );
    const extra = { agency: 'orphans', txn: String(row?.['txn']), kind: 'NOT_IN_LOG' };
    const { exitCode, unexplained, mismatches } = await reconciled();
    expect({ exitCode, unexplained }).toEqual({ exitCode: 1, unexplained: 2 });
    expect(mismatches).toContainEqual({ ...extra, time: expect.any(String) as string });
    expect(mismatches).toContainEqual(expect.objectContaining({ txn, kind: 'NOT_AT_AGENCY' }));
  });
});

test('a flipped bit is found where it is: verify names the leaf', async () => {
  await told('audit', 'verify');
  await inDatabase(
    'hearthgate_audit',
    'update log.leaf set leaf = set_bit(leaf, 100, 1 - get_bit(leaf, 100)) where index = 2',
  );
  await expectRefused(
    installation.hearthgate('audit', 'verify'),
    /the log does not hold: leaf 2: its bytes do not have the hash beside them/,
  );
  const { exitCode, out } = await audit('verify', '--json');
  expect({ exitCode, verdict: JSON.parse(out) as unknown }).toEqual({
    exitCode: 1,
    verdict: { holds: false, place: 'leaf 2', fault: 'its bytes do not have the hash beside them' },
  });
});
