import { withClient } from '@hearthgate/database';
import { expect, inject, test } from 'vitest';
import { carryClientSettings } from './carry-client-settings.ts';
import { listClients } from './list-clients.ts';
import { provisionIssuer } from './provision-issuer.ts';
import { registerClient } from './register-client.ts';
import { startTestIssuer } from './test-issuer.ts';

test('clients of the first version keep what was registered with them, and the revoked stay revoked', async () => {
  await using issuer = await startTestIssuer(inject('postgresUrl'));
  await registerClient({ ...issuer, id: 'old', role: 'PRIVACY_OFFICER', senderConstrained: true });
  await registerClient({ ...issuer, id: 'revoked', role: 'PRIVACY_OFFICER' });
  const settings = JSON.stringify({ adHocQueries: true, senderConstrained: true, subjectsPerDay: 0 });
  await withClient(issuer.gatewayDatabaseUrl, (gateway) => gateway.query('delete from client'));
  await withClient(issuer.databaseUrl, (database) =>
    database.query(`update client set settings = $1, revoked_at = case id when 'revoked' then now() end`, [
      settings,
    ]),
  );
  expect((await listClients(issuer)).map(({ adHocQueries }) => adHocQueries)).toEqual([false, false]);

  await carryClientSettings(issuer);
  await carryClientSettings(issuer);

  expect(await listClients(issuer)).toMatchObject([
    { id: 'old', adHocQueries: true, senderConstrained: true, subjectsPerDay: 0, revokedAt: null },
    { id: 'revoked', adHocQueries: true, revokedAt: expect.any(Date) as unknown },
  ]);
  const revoked = await withClient(issuer.gatewayDatabaseUrl, (gateway) =>
    gateway.query('select id from client where revoked_at is not null'),
  );
  expect(revoked.rows).toEqual([{ id: 'revoked' }]);
});

test('a database whose migrations the first version recorded is taken over', async () => {
  const adminUrl = inject('postgresUrl');
  await using issuer = await startTestIssuer(adminUrl);
  const { pathname, password } = new URL(issuer.databaseUrl);
  const inside = new URL(adminUrl);
  inside.pathname = pathname;
  await withClient(inside.href, (admin) =>
    admin.query(
      `drop table migration;
       create table migration (name text primary key, at timestamptz default now());
       insert into migration values ('0001-client.sql');
       alter table client drop column sender_constrained;
       drop table account, provider_record`,
    ),
  );
  await provisionIssuer({ adminUrl, password, database: pathname.slice(1) });
  const { rows } = await withClient(inside.href, (admin) =>
    admin.query('select name, length(sha256) as length from migration order by name'),
  );
  expect(rows).toEqual([
    { name: '0001-client.sql', length: 64 },
    { name: '0002-settings-move-to-the-gateway.sql', length: 64 },
    { name: '0003-account.sql', length: 64 },
  ]);
});
