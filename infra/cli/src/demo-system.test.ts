import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HOUSEHOLD_AGENCIES } from '@hearthgate/schema';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { main, makeTestSystem, type StartedSystem, type TestSystem } from './testing/make-test-system.ts';

vi.setConfig({ testTimeout: 120_000 });

const county = new URL('../../local/demo/lianhe-county/', import.meta.url).pathname;
const disabilityFile = join(county, '3-持证残疾人.csv');

let installation: TestSystem;
let system: StartedSystem;
beforeAll(async () => {
  installation = await makeTestSystem('lianhe');
  system = await installation.start();
});
afterAll(async () => {
  await system.stop();
  installation[Symbol.dispose]();
});

const hearthgate = (...args: string[]) => installation.hearthgate(...args);

/** The request that the banner shows, as somebody would paste it. */
/** Without the receipt, which is another each time. */
async function pasteTheRequest(): Promise<unknown> {
  const line = system
    .output()
    .split('\n')
    .find((text) => text.startsWith('curl '))!;
  const command = line.replace('npx hearthgate', `"${process.execPath}" "${main}"`);
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env: installation.environment() });
  const { data } = JSON.parse(stdout) as { readonly data: unknown };
  return { data };
}

/** The same once it is complete: on a busy machine the first answers of services just started may miss their deadline. */
async function pasteUntilComplete(): Promise<unknown> {
  return vi.waitFor(
    async () => {
      const answer = await pasteTheRequest();
      expect(answer).toMatchObject({ data: { householdStatus: { complete: true } } });
      return answer;
    },
    { timeout: 20_000 },
  );
}

test('the banner counts what was imported, and its request is answered', async () => {
  const expected = JSON.parse(readFileSync(join(county, 'expected.json'), 'utf8')) as {
    rejectedRows: Record<string, number>;
  };
  const rejected = (register: string): number =>
    Number(new RegExp(`imported ${register}: .*, (\\d+) rows? rejected`).exec(system.output())?.[1] ?? 0);
  expect({
    poverty: rejected('poverty-registry'),
    subsistence: rejected('subsistence-allowance'),
    disability: rejected('disability'),
    orphans: rejected('orphans'),
  }).toEqual(expected.rejectedRows);
  expect(await pasteUntilComplete()).toMatchObject({
    data: { householdStatus: { povertyRegistry: { answer: 'YES' }, complete: true } },
  });
});

test('the demo clients stand in run.json', () => {
  expect(system.runFile.clients).toContainEqual({
    id: 'lianhe-senior-1',
    role: 'SCHOOL_AID_OFFICE',
    school: '3499107001',
  });
  expect(system.runFile.clients).toHaveLength(8);
});

test('a key is rotated twice while answers stay the same', async () => {
  const before = await pasteUntilComplete();
  for (const version of [2, 3]) {
    const rotation = hearthgate('keys', 'rotate', 'pseudonym/poverty-registry');
    let rotating = true;
    const rotated = rotation.finally(() => (rotating = false));
    while (rotating) expect(await pasteTheRequest()).toEqual(before);
    expect(await rotated).toEqual({
      exitCode: 0,
      err: '',
      out: `pseudonym/poverty-registry is at version ${String(version)}; the version before it is still answered\n`,
    });
    expect(await pasteTheRequest()).toEqual(before);
  }
  const listed = JSON.parse((await hearthgate('keys', 'list', '--json')).out) as Record<string, unknown>[];
  expect(
    listed
      .filter(({ key }) => key === 'pseudonym/poverty-registry')
      .map(({ version, state }) => `${String(version)} ${String(state)}`),
  ).toEqual(['1 retired', '2 previous', '3 current']);
  const signing = listed.filter(({ key }) => key === 'signing/gateway');
  expect(signing).toHaveLength(1);
  const ofTheLog = listed.filter(({ key }) => String(key).endsWith('/audit-log'));
  expect(ofTheLog.map(({ key, state }) => [key, state])).toEqual([
    ['signing/audit-log', 'current'],
    ['pseudonym/audit-log', 'current'],
  ]);
  const wrapping = listed.filter(({ key }) => key === 'wrapping/screening');
  expect(wrapping.map(({ state }) => state)).toEqual(['current']);
  const others = [...signing, ...ofTheLog, ...wrapping];
  expect(listed).toHaveLength(HOUSEHOLD_AGENCIES.length + 2 + others.length);
});

test('an import prints its counts and writes its report', async () => {
  const report = join(installation.dataDir, 'report.json');
  const { exitCode, out, err } = await hearthgate(
    ...['import', 'disability', disabilityFile, '--as-of', '2026-11-01', '--report', report],
  );
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out).toMatch(/rows read +316\naccepted +312\nrejected +4\n/);
  const written = JSON.parse(readFileSync(report, 'utf8')) as { rejected: unknown[] };
  expect(written).toMatchObject({ read: 316, accepted: 312, warnings: [] });
  expect(written.rejected).toHaveLength(4);
  expect(Object.keys(written.rejected[0] as object)).toEqual(['line', 'column', 'reason']);
});

test('a dry run changes nothing and says so', async () => {
  const { exitCode, out } = await hearthgate(
    'import',
    'disability',
    disabilityFile,
    '--dry-run',
    '--as-of',
    '2025-01-01',
  );
  expect(exitCode).toBe(0);
  expect(out).toContain('nothing was changed');
  expect((await hearthgate('doctor')).out).toMatch(/disability register +as of 2026-11-01/);
});

test('a file that cannot be used is refused in one line that names it, and the report says why', async () => {
  const file = join(installation.dataDir, 'notice.csv');
  writeFileSync(file, '%PDF-1.7\n');
  const report = join(installation.dataDir, 'refused.json');
  const { exitCode, out, err } = await hearthgate('import', 'disability', file, '--report', report);
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  expect(err).toMatch(/^error: [^\n]*notice\.csv[^\n]*\n$/);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ read: 0, accepted: 0, rejected: [] });
});

test.each([
  [['import', 'police', disabilityFile], 'police'],
  [['import', 'disability', disabilityFile, '--as-of', '2026-02-30'], '--as-of'],
  [['import', 'disability'], 'file'],
  [['keys', 'rotate', 'pseudonym/enrollment'], 'pseudonym/enrollment'],
  [['start', '--port-base', '99999'], '--port-base'],
  [['strat'], 'strat'],
])('bad usage %j ends with 2 and names what is wrong', async (args, named) => {
  const { exitCode, err } = await hearthgate(...args);
  expect(exitCode).toBe(2);
  expect(err).toMatch(/^error: [^\n]*\n$/);
  expect(err).toContain(named);
});

let beforeTheStop: unknown;

test('a lost pseudonym key is not replaced in silence', async () => {
  beforeTheStop = await pasteUntilComplete();
  await system.stop();
  const file = join(installation.dataDir, 'keys', 'pseudonym', 'orphans.json');
  const key = readFileSync(file, 'utf8');
  rmSync(file);
  const { exitCode, err } = await hearthgate('start');
  expect(exitCode).toBe(1);
  expect(err).toBe(
    `error: ${file} is missing, but orphans holds a register made with it: ` +
      'restore the file from a backup, or start on an empty database\n',
  );
  writeFileSync(file, key, { mode: 0o600 });
  system = await installation.start();
});

test('a second start keeps everything and imports nothing', async () => {
  expect(system.output()).not.toContain('import');
  expect(await pasteUntilComplete()).toEqual(beforeTheStop);
});
