import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL('../', import.meta.url));
const run = promisify(execFile);

/** An empty folder into which the package was installed from its file, its dependency likewise: no registry is asked. */
let school: string;
let packed: string[];
beforeAll(async () => {
  school = await mkdtemp(join(tmpdir(), 'hearthgate-client-'));
  const pack = (folder: string, ...flags: string[]): Promise<unknown> =>
    run('npm', ['pack', folder, '--pack-destination', school, '--silent', ...flags], { cwd: root });
  await pack('./client');
  await pack('./node_modules/oauth4webapi', '--ignore-scripts');
  await writeFile(join(school, 'package.json'), '{ "type": "module", "private": true }');
  const files = (await readdir(school)).filter((file) => file.endsWith('.tgz')).map((file) => `./${file}`);
  await run('npm', ['install', '--offline', '--no-audit', '--silent', ...files], { cwd: school });
  const { stdout } = await run('tar', ['-tzf', files.find((file) => file.includes('hearthgate'))!], {
    cwd: school,
  });
  packed = stdout.trim().split('\n');
});
afterAll(() => rm(school, { recursive: true }));

test('holds built JavaScript with its types and both READMEs, and no test', () => {
  expect(packed).toEqual(
    expect.arrayContaining([
      'package/LICENSE',
      'package/README.md',
      'package/README.zh-CN.md',
      'package/dist/index.d.ts',
      'package/dist/index.js',
    ]),
  );
  expect(packed.filter((file) => /test|generator|tsconfig/.test(file))).toEqual([]);
});

test('installed into an empty folder, it is imported by a plain Node', async () => {
  const script = `
    import { connectToGateway, documents, HearthgateError } from '@hearthgate/client';
    const gateway = await connectToGateway({
      gatewayUrl: 'http://127.0.0.1:9',
      credentials: { requestToken: async () => ({ accessToken: 'token', expiresInSeconds: 300 }) },
      retryPausesMs: [],
    });
    const asked = gateway.forPurpose('AID_ELIGIBILITY').ask(documents.registers, {});
    const error = await asked.catch((thrown) => thrown);
    console.log(JSON.stringify({ isOne: error instanceof HearthgateError, code: error.code }));
  `;
  await writeFile(join(school, 'ask.js'), script);
  const { stdout, stderr } = await run(process.execPath, ['ask.js'], { cwd: school });
  expect({ ...(JSON.parse(stdout) as object), stderr }).toEqual({
    isOne: true,
    code: 'GATEWAY_UNREACHABLE',
    stderr: '',
  });
});

test('its types are found, and tell a wrong variable from a right one', async () => {
  const typed = (variables: string): string => `
    import { connectToGateway, documents, type ScreeningJob } from '@hearthgate/client';
    const gateway = await connectToGateway({
      gatewayUrl: 'https://gateway.example',
      credentials: { issuerUrl: 'https://issuer.example', clientId: 'school', privateKey: 'PEM', dpop: true },
    });
    const eligibility = gateway.forPurpose('AID_ELIGIBILITY');
    const { data } = await eligibility.ask(documents.classStatus, ${variables});
    for (const status of data.householdStatuses) {
      if (status.__typename === 'HouseholdStatus') console.log(status.orphan?.answer === 'YES');
    }
    const job: ScreeningJob = await eligibility.screenings.create({ program: 'SENIOR_NATIONAL_GRANT' });
    await eligibility.screenings.upload(job.id, new Blob(['x']));
  `;
  await writeFile(join(school, 'right.ts'), typed('{ studentNumbers: [] }'));
  await writeFile(join(school, 'wrong.ts'), typed('{ studentNumber: [] }'));
  const options =
    '--noEmit --strict --skipLibCheck --module nodenext --target es2022 --types node --typeRoots'.split(' ');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const types = join(root, 'node_modules/@types');
  const checked = run(process.execPath, [tsc, ...options, types, 'right.ts', 'wrong.ts'], { cwd: school });
  await expect(checked).rejects.toMatchObject({
    stdout: expect.stringMatching(
      /^wrong\.ts\(\d+,\d+\): error TS2561: [^\n]*studentNumber[^\n]*\n$/,
    ) as unknown,
  });
});
