import { AGENCIES } from '@hearthgate/schema';
import { expect, test } from 'vitest';
import { parseIssuerConfig } from './config.ts';

const env = {
  HEARTHGATE_ISSUER_PORT: '4001',
  HEARTHGATE_ISSUER_URL: 'http://127.0.0.1:4001/',
  HEARTHGATE_ISSUER_DATABASE_URL: 'postgresql://issuer:secret@127.0.0.1:4090/hearthgate_issuer',
  HEARTHGATE_ISSUER_AUDIENCES: ['gateway', ...AGENCIES].map((name, i) => `${name}=http://a${i}.test/`).join(),
  HEARTHGATE_ISSUER_KEYS_FILE: '/data/keys/issuer.json',
};

test('settings are read, and URLs lose the slash that would make them differ from the gateway’s', () => {
  expect(parseIssuerConfig(env)).toMatchObject({
    port: 4001,
    url: 'http://127.0.0.1:4001',
    audiences: { gateway: 'http://a0.test', enrollment: 'http://a1.test', orphans: 'http://a5.test' },
  });
});

test('every bad variable is named, and no secret repeated', () => {
  const bad = { ...env, HEARTHGATE_ISSUER_PORT: 'x', HEARTHGATE_ISSUER_DATABASE_URL: 'mysql://secret' };
  expect(() => parseIssuerConfig(bad)).toThrow(/HEARTHGATE_ISSUER_PORT: .*HEARTHGATE_ISSUER_DATABASE_URL: /);
  expect(() => parseIssuerConfig(bad)).not.toThrow(/secret/);
});

test('an agency without a URL, and a party that nobody knows, are named', () => {
  const audiences = env.HEARTHGATE_ISSUER_AUDIENCES.replace('orphans=', 'orphan=');
  expect(() => parseIssuerConfig({ ...env, HEARTHGATE_ISSUER_AUDIENCES: audiences })).toThrow(
    'HEARTHGATE_ISSUER_AUDIENCES: no url for orphans, orphan is unknown',
  );
});

const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k', alg: 'ES256', use: 'sig' };

test('a console has a URL and a public key, or neither', () => {
  const url = { HEARTHGATE_ISSUER_CONSOLE_URL: 'http://127.0.0.1:4002/' };
  const key = { HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY: JSON.stringify(publicKey) };
  expect(parseIssuerConfig({ ...env, ...url, ...key }).console).toEqual({
    url: 'http://127.0.0.1:4002',
    publicKey,
  });
  expect(parseIssuerConfig(env).console).toBeUndefined();
  for (const half of [url, key]) expect(() => parseIssuerConfig({ ...env, ...half })).toThrow(/go together/);
});

test('a private key in the place of the public one is refused and not repeated', () => {
  const text = JSON.stringify({ ...publicKey, d: 'secret' });
  const bad = { ...env, HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY: text };
  expect(() => parseIssuerConfig(bad)).toThrow(/HEARTHGATE_ISSUER_CONSOLE_PUBLIC_KEY/);
  expect(() => parseIssuerConfig(bad)).not.toThrow(/secret/);
});
