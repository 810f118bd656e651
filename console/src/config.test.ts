import { expect, test } from 'vitest';
import { parseConsoleConfig } from './config.ts';

const good = {
  HEARTHGATE_CONSOLE_PORT: '4002',
  HEARTHGATE_CONSOLE_URL: 'https://console.example.cn/',
  HEARTHGATE_CONSOLE_ISSUER: 'https://issuer.example.cn',
  HEARTHGATE_CONSOLE_CLIENT_ID: 'hearthgate-console',
  HEARTHGATE_CONSOLE_KEY_FILE: 'client.json',
  HEARTHGATE_CONSOLE_GATEWAY_URL: 'https://gateway.example.cn/',
  HEARTHGATE_CONSOLE_AGENCIES: 'disability=https://d.example.cn/,orphans=https://o.example.cn',
};

test('good settings are taken, without last slashes', () => {
  expect(parseConsoleConfig(good)).toMatchObject({
    port: 4002,
    url: 'https://console.example.cn',
    gatewayUrl: 'https://gateway.example.cn',
    agencies: { disability: 'https://d.example.cn', orphans: 'https://o.example.cn' },
    sessionIdleSeconds: 1800,
  });
});

test.each([
  ['HEARTHGATE_CONSOLE_PORT', '0'],
  ['HEARTHGATE_CONSOLE_URL', 'https://console.example.cn/below'],
  ['HEARTHGATE_CONSOLE_URL', 'ftp://console.example.cn'],
  ['HEARTHGATE_CONSOLE_ISSUER', ''],
  ['HEARTHGATE_CONSOLE_AGENCIES', 'police=https://p.example.cn'],
  ['HEARTHGATE_CONSOLE_AGENCIES', 'disability=nowhere'],
  ['HEARTHGATE_CONSOLE_SESSION_IDLE_SECONDS', '0'],
])('a bad %s is named, and its value is not repeated', (name, value) => {
  expect(() => parseConsoleConfig({ ...good, [name]: value })).toThrow(name);
});
