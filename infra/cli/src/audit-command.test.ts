import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Answer, askAs, askingFor } from './testing/ask-as.ts';
import { demoStudents } from './testing/demo-students.ts';
import {
  main,
  makeTestSystem,
  type Outcome,
  type StartedSystem,
  type TestSystem,
} from './testing/make-test-system.ts';
import { runHere } from './testing/run-here.ts';

vi.setConfig({ testTimeout: 120_000 });

const school = '3499107001';
const [student = '', other = '', unseen = ''] = demoStudents(school);

let installation: TestSystem;
let system: StartedSystem;
let seen: Answer;
beforeAll(async () => {
  installation = await makeTestSystem('lianhe');
  system = await installation.start();
  const asking = { dataDir: installation.dataDir, runFile: system.runFile };
  const senior = await askAs({ ...asking, client: 'lianhe-senior-1' });
  const center = await askAs({ ...asking, client: 'lianhe-aid-center' });
  const disability = askingFor('... on HouseholdStatus { disability { answer } }');
  const complete = askingFor('... on HouseholdStatus { complete }');
  seen = await senior({ query: disability, studentNumbers: [student] });
  await senior({ query: complete, studentNumbers: [student, other] });
  await center({ query: complete, studentNumbers: [other] });
  await senior({ query: '{ nothing }', studentNumbers: [] });
}, 180_000);
afterAll(async () => {
  await system.stop();
  installation[Symbol.dispose]();
});

const audit = (...args: string[]): Promise<Outcome> =>
  runHere(['audit', ...args], installation.environment());
/** Each of the commands once at least, as people run it. */
const auditProcess = (...args: string[]): Promise<Outcome> => installation.hearthgate('audit', ...args);

/** What a command said that must have ended well. */
async function told(...args: string[]): Promise<string> {
  return succeeded(await audit(...args));
}

function succeeded({ exitCode, out, err }: Outcome): string {
  expect(exitCode, err).toBe(0);
  return out;
}

interface Entry {
  readonly index: number;
  readonly leafHash: string;
  readonly leaf: Readonly<Record<string, unknown>>;
}

const entries = async (...args: string[]): Promise<Entry[]> =>
  JSON.parse(await told(...args, '--json')) as Entry[];

/** RFC 6962, section 2.1: SHA-256 of a zero byte and the leaf. */
function hashOf(leaf: unknown): string {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.of(0), Buffer.from(canonicalize(leaf) ?? '')]))
    .digest('base64');
}

/** A command refuses in one line, with this exit code and no result. */
function expectRefused({ exitCode, out, err }: Outcome, code: 1 | 2, says: RegExp): void {
  expect(err).toMatch(/^error: [^\n]+\n$/);
  expect(err).toMatch(says);
  expect({ exitCode, out }).toEqual({ exitCode: code, out: '' });
}

describe('search', () => {
  test('shows what was asked as a table, newest first', async () => {
    const [header, ...lines] = succeeded(await auditProcess('search'))
      .trimEnd()
      .split('\n');
    expect(header).toMatch(/^INDEX +TIME +CLIENT +LOCATION +PURPOSE +OUTCOME +STUDENTS +FIELDS$/);
    const indexes = lines.map((line) => Number(line.split(/ +/)[0]));
    expect(indexes).toEqual([...indexes].sort((a, b) => b - a));
    const index = String(seen.body.extensions?.receipt?.index);
    expect(lines.find((line) => line.startsWith(`${index} `))).toMatch(
      /^\d+ +20\S+Z +lianhe-senior-1 +3499107001 +AID_ELIGIBILITY +ANSWERED +1 +disability$/,
    );
  });

  test('as JSON gives whole leaves under their hashes', async () => {
    const found = await entries('search', '--by-client', 'lianhe-senior-1');
    expect(found).toHaveLength(3);
    expect(found.map(({ leaf }) => hashOf(leaf))).toEqual(found.map(({ leafHash }) => leafHash));
  });

  test.concurrent.each([
    [['--by-client', 'lianhe-aid-center'], [['lianhe-aid-center', 'ANSWERED']]],
    [['--school', '990108'], [['lianhe-aid-center', 'ANSWERED']]],
    [['--outcome', 'GRAPHQL_VALIDATION_FAILED'], [['lianhe-senior-1', 'GRAPHQL_VALIDATION_FAILED']]],
    [['--field', 'disability'], [['lianhe-senior-1', 'ANSWERED']]],
    [['--by-purpose', 'FEE_WAIVER'], []],
    [
      ['--by-purpose', 'AID_ELIGIBILITY', '--limit', '2'],
      [
        ['lianhe-senior-1', 'GRAPHQL_VALIDATION_FAILED'],
        ['lianhe-aid-center', 'ANSWERED'],
      ],
    ],
    [['--by-client', 'lianhe-senior-1', '--field', 'complete'], [['lianhe-senior-1', 'ANSWERED']]],
    [['--by-client', 'lianhe-senior-1', '--to', '2020-01-01'], []],
    [['--by-client', 'lianhe-senior-1', '--from', '2100-01-01T00:00:00Z'], []],
    [
      ['--by-client', 'lianhe-aid-center', '--from', '2020-01-01', '--to', '2100-01-01'],
      [['lianhe-aid-center', 'ANSWERED']],
    ],
  ])('by %j finds what all of it holds for', async (filter, expected) => {
    const found = await entries('search', ...filter);
    expect(found.map(({ leaf }) => [leaf['client'], leaf['outcome']])).toEqual(expected);
  });

  test('says that there are more', async () => {
    const { exitCode, err } = await auditProcess('search', '--limit', '1');
    expect({ exitCode, err }).toEqual({
      exitCode: 0,
      err: 'there are more: narrow the search, or raise --limit\n',
    });
  });

  test.concurrent.each([
    [['--from', '2026-02-30'], /--from/],
    [['--to', 'yesterday'], /--to/],
    [['--by-purpose', 'CURIOSITY'], /--by-purpose/],
    [['--limit', '-1'], /--limit/],
    [['--nothing'], /--nothing/],
  ])('%j is bad usage', async (args, says) => {
    expectRefused(await audit('search', ...args), 2, says);
  });
});

describe('who-saw', () => {
  const because = ['--reason', 'complaint 2026-117'];

  test('finds who asked about a student and what was disclosed, as a table and as JSON', async () => {
    const table = await told('who-saw', student, ...because);
    expect(table.split('\n').filter((line) => line.includes('lianhe-senior-1'))).toEqual([
      expect.stringMatching(/ANSWERED +2 +complete$/),
      expect.stringMatching(/ANSWERED +1 +disability$/),
    ]);
    expect(table).not.toContain(student.slice(1));
    const found = (await entries('who-saw', student, ...because)) as (Entry & { disclosed: string[] })[];
    expect(found.map(({ leaf, disclosed }) => [leaf['kind'], disclosed])).toEqual([
      ['REVIEW', []],
      ['REQUEST', ['complete']],
      ['REQUEST', ['disability']],
    ]);
    expect(found[0]?.leaf).toMatchObject({ operations: ['whoSaw'], reason: 'complaint 2026-117' });
  });

  test('finds nobody for a student whom nobody asked about', async () => {
    expect(succeeded(await auditProcess('who-saw', unseen, ...because))).toMatch(/^INDEX[^\n]+\n$/);
  });

  test('a number that is none is bad usage, and is not repeated', async () => {
    const wrong = `${student.slice(0, -1)}${student.endsWith('0') ? '1' : '0'}`;
    const outcome = await audit('who-saw', wrong, ...because);
    expectRefused(outcome, 2, /<student-number> is not a student number/);
    expect(outcome.err).not.toContain(wrong.slice(1));
  });

  test.each([['call 138 0013 8000'], [`about ${unseen}`]])(
    'the reason %j is refused, and not repeated',
    async (reason) => {
      const outcome = await audit('who-saw', student, '--reason', reason);
      expectRefused(outcome, 1, /BAD_USER_INPUT: the reason stays in the log: leave out/);
      expect(outcome.err).not.toContain(reason);
    },
  );

  test('asks for a reason', async () => {
    expectRefused(await audit('who-saw', student), 2, /--reason/);
  });
});

describe('a proof', () => {
  let file: string;
  let proof: Record<string, unknown> & { leaf: object; verifierKeys: string[] };
  beforeAll(async () => {
    const { index, leafHash } = seen.body.extensions!.receipt!;
    const { out, err } = await auditProcess('prove', String(index));
    expect(err).toMatch(/^holds: leaf \d+ of \S+, which had \d+ leaves when it signed\n$/);
    proof = JSON.parse(out) as typeof proof;
    expect(proof).toMatchObject({ index, leafHash });
    file = join(installation.dataDir, 'proof.json');
    writeFileSync(file, out);
  });

  const changed = (change: object): string => {
    const other = join(installation.dataDir, 'changed.json');
    writeFileSync(other, JSON.stringify({ ...proof, ...change }));
    return other;
  };
  const check = (path: string, key = proof.verifierKeys[0]!): Promise<Outcome> =>
    audit('check', path, '--verifier-key', key);

  test('holds without the log', async () => {
    const key = proof.verifierKeys[0]!;
    expect(await auditProcess('check', file, '--verifier-key', key)).toEqual({
      exitCode: 0,
      out: expect.stringMatching(
        /^holds: leaf \d+ of hearthgate\.local\/\S+, which had \d+ leaves/,
      ) as string,
      err: '',
    });
  });

  test('does not under another log’s key', async () => {
    const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expectRefused(await check(file, key), 1, /signature|signed/);
    expectRefused(await check(file, 'no key'), 1, /verifier key/);
  });

  test('does not for a changed leaf, be its hash changed too', async () => {
    const leaf = { ...proof.leaf, client: 'somebody-else' };
    expectRefused(await check(changed({ leaf })), 1, /leafHash is not the hash of the leaf/);
    expectRefused(await check(changed({ leaf, leafHash: hashOf(leaf) })), 1, /does not have this leaf/);
  });

  test('does not for a changed index', async () => {
    expectRefused(await check(changed({ index: 1_000 })), 1, /the proof is of leaf \d+/);
  });

  test('does not where there is none', async () => {
    expectRefused(await check(changed({ proof: 'none' })), 1, /proof/);
    expectRefused(await check(changed({ proof: undefined })), 1, /is not what "audit prove" prints/);
    expectRefused(await check(main), 1, /cannot be read as JSON/);
    expectRefused(await check(join(installation.dataDir, 'nothing')), 1, /cannot be read as JSON/);
  });

  test('is of a leaf that is there', async () => {
    expectRefused(await audit('prove', '1000000'), 1, /the log has no leaf 1000000/);
    const badIndexes = ['-1', '1.5', 'x', '9007199254740992'];
    for (const outcome of await Promise.all(badIndexes.map((index) => audit('prove', '--', index)))) {
      expectRefused(outcome, 2, /whole number from 0/);
    }
  });
});

test('the export is the whole log, a line each, without a gap, each under its RFC 6962 hash', async () => {
  const lines = succeeded(await auditProcess('export'))
    .trimEnd()
    .split('\n');
  const exported = lines.map((line) => JSON.parse(line) as Entry);
  expect(exported.map(({ index }) => index)).toEqual(exported.map((_, index) => index));
  expect(exported.map(({ leaf }) => hashOf(leaf))).toEqual(exported.map(({ leafHash }) => leafHash));
  expect(Object.keys(exported[0] ?? {})).toEqual(['index', 'leafHash', 'leaf']);
  for (const number of [student, other]) expect(lines.join('\n')).not.toContain(number.slice(1));
  expect(await told('export', '--to', '2020-01-01')).toBe('');
});

describe('who asks', () => {
  test('must be a privacy officer', async () => {
    const outcome = await audit('search', '--client', 'lianhe-senior-1');
    expectRefused(outcome, 1, /lianhe-senior-1 is no privacy officer's client/);
    expectRefused(await audit('export', '--client', 'nobody'), 1, /nobody is no privacy officer's client/);
  });

  test('is named where there are two', async () => {
    await installation.hearthgate('client', 'add', '--id', 'officer-2', '--role', 'PRIVACY_OFFICER');
    expectRefused(
      await audit('search'),
      1,
      /several privacy officers are registered: name one by --client \(.*officer-2.*\)/,
    );
    const [newest] = await entries('search', '--client', 'officer-2', '--by-client', 'officer-2');
    expect(newest).toBeUndefined();
    const [own] = await entries('search', '--client', 'officer-2', '--by-client', 'officer-2');
    expect(own?.leaf).toMatchObject({ kind: 'REVIEW', client: 'officer-2', filter: { client: 'officer-2' } });
    await installation.hearthgate('client', 'revoke', 'officer-2');
    await told('search');
  });
});

test('every command has a help text that names its options', async () => {
  const names = ['search', 'who-saw', 'prove', 'check', 'reconcile', 'export', 'verify'];
  const whole = succeeded(await auditProcess('--help'));
  const helps = await Promise.all(names.map(async (name) => [name, await told(name, '--help')] as const));
  for (const [name, help] of helps) {
    expect(whole).toContain(name);
    expect(help).toMatch(new RegExp(`^Usage: hearthgate audit ${name} `));
    expect(help).toContain(name === 'check' ? '--verifier-key' : '--data-dir');
  }
});
