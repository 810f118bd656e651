import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inheritedEnvironment, parseConfig } from './config.ts';

test('defaults are those of the contract, and options outrank the environment', () => {
  expect(parseConfig({}, {})).toEqual({
    portBase: 4000,
    dataDir: join(process.cwd(), '.data'),
    demo: 'lianhe',
    databaseUrl: undefined,
    startedByNpm: false,
  });
  const env = { HEARTHGATE_PORT_BASE: '5000', HEARTHGATE_DATA_DIR: '/a', HEARTHGATE_DEMO: 'none' };
  expect(parseConfig({}, env)).toMatchObject({ portBase: 5000, dataDir: '/a', demo: 'none' });
  expect(parseConfig({ portBase: 6000, dataDir: '/b', demo: 'lianhe' }, env)).toMatchObject({
    portBase: 6000,
    dataDir: '/b',
    demo: 'lianhe',
  });
});

test('every bad variable is named, and no value repeated', () => {
  const env = { HEARTHGATE_PORT_BASE: 'many', HEARTHGATE_DATABASE_URL: 'secret', HEARTHGATE_DEMO: 'mars' };
  expect(() => parseConfig({}, env)).toThrow(
    /^bad configuration: HEARTHGATE_PORT_BASE: .*; HEARTHGATE_DEMO: .*; HEARTHGATE_DATABASE_URL: [^\n]*$/,
  );
  expect(() => parseConfig({}, env)).not.toThrow(/secret/);
});

test("a service inherits its own variables and nobody else's", () => {
  const env = {
    PATH: '/bin',
    npm_command: 'start',
    HEARTHGATE_DATABASE_URL: 'postgresql://admin:secret@db/postgres',
    HEARTHGATE_GATEWAY_TIMEOUT: '1',
    HEARTHGATE_AGENCY_PORT: '2',
  };
  expect(inheritedEnvironment('HEARTHGATE_GATEWAY_', env)).toEqual({
    PATH: '/bin',
    HEARTHGATE_GATEWAY_TIMEOUT: '1',
  });
});
