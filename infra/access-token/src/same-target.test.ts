import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameTarget } from './same-target.ts';

const endpoint = 'https://gateway.example/hearthgate/graphql';

test.each([
  endpoint,
  'HTTPS://Gateway.EXAMPLE/hearthgate/graphql',
  'https://gateway.example:443/hearthgate/graphql',
  'https://gateway.example/hearthgate/./graphql',
  'https://gateway.example/x/../hearthgate/graphql',
  'https://gateway.example/x/%2e%2E/hearthgate/graphql',
  'https://gateway.example/hearthgate/%67raph%71l',
  'https://gateway.example/hearthgate/graphql?a=b',
  'https://gateway.example/hearthgate/graphql#c',
])('%s is the endpoint', (htu) => {
  expect(sameTarget(htu, endpoint)).toBe(true);
});

test.each([
  'http://gateway.example/hearthgate/graphql',
  'https://gateway.example:8443/hearthgate/graphql',
  'https://gateway.example./hearthgate/graphql',
  'https://other.example/hearthgate/graphql',
  'https://gateway.example.evil/hearthgate/graphql',
  'https://gateway.example@evil.example/hearthgate/graphql',
  'https://user@gateway.example/hearthgate/graphql',
  'https://gateway.example/graphql',
  'https://gateway.example/hearthgate/graphql/',
  'https://gateway.example/hearthgate//graphql',
  'https://gateway.example/Hearthgate/graphql',
  'https://gateway.example/hearthgate%2Fgraphql',
  'https://gateway.example/hearthgate/graphql%00',
  'https:gateway.example/hearthgate/graphql',
  'https:\\\\gateway.example\\hearthgate\\graphql',
  ' https://gateway.example/hearthgate/graphql',
  'https://gateway.example/hearth\tgate/graphql',
  '//gateway.example/hearthgate/graphql',
  '/hearthgate/graphql',
  '',
  'null',
])('%j is not', (htu) => {
  expect(sameTarget(htu, endpoint)).toBe(false);
});

test('a character written in percent-encoding is the same where it needs none, and no other is', () => {
  const index = fc.integer({ min: 'https://gateway.example/'.length, max: endpoint.length - 1 });
  fc.assert(
    fc.property(index, fc.constantFrom('-', '_', '~', 'z', '9', '!', '%21'), (at, other) => {
      const encoded = `%${endpoint.charCodeAt(at).toString(16)}`;
      const written = (text: string): string => endpoint.slice(0, at) + text + endpoint.slice(at + 1);
      // The slash is a delimiter: encoded, it is another URL.
      expect(sameTarget(written(encoded), endpoint)).toBe(endpoint[at] !== '/');
      expect(sameTarget(written(other), endpoint)).toBe(false);
    }),
  );
});
