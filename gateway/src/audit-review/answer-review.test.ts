import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeVerifiedTokens } from '@hearthgate/access-token';
import { openAuditLog, openLogReview, SharedDeadlines } from '@hearthgate/audit-log';
import {
  addSubjectKey,
  auditLogUrl,
  newCheckpointKeys,
  provisionAuditLog,
} from '@hearthgate/audit-log/administration';
import { withClient } from '@hearthgate/database';
import { generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { UsedProofs } from '../access-token/used-proofs.ts';
import { CountedRefusals } from '../audit/counted-refusals.ts';
import { requestRates } from '../budget/admit-request.ts';
import { openTelemetry } from '../telemetry/open-telemetry.ts';
import { answerReview } from './answer-review.ts';
import { makeReviewApollo } from './make-review-apollo.ts';

const issuer = 'https://issuer.example';
const audience = 'https://gateway.example';
const settings = {
  id: 'officer',
  adHocQueries: false,
  person: false,
  senderConstrained: false,
  requestsPerSecond: 0,
  subjectsPerDay: 0,
  revoked: false,
};

const opened = new AsyncDisposableStack();
const database = `t${randomBytes(4).toString('hex')}_audit`;
const superuserUrl = new URL(inject('postgresUrl'));
superuserUrl.pathname = `/${database}`;
let url: string;
let token: string;
let reviewUrl: string;
let deadlineMs = 10_000;
/** The one thing that was found unusual. */
let id: string;

/** What answers `POST /audit/graphql`, over a log of its own. */
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hearthgate-review-'));
  opened.defer(() => {
    rmSync(folder, { recursive: true });
  });
  const [checkpointKeysFile, subjectKeysFile] = [
    join(folder, 'checkpoint.json'),
    join(folder, 'subject.json'),
  ];
  writeFileSync(checkpointKeysFile, JSON.stringify(newCheckpointKeys('test.example/audit', new Date())));
  writeFileSync(subjectKeysFile, JSON.stringify(addSubjectKey([], new Date())));
  const adminUrl = inject('postgresUrl');
  const password = randomBytes(12).toString('hex');
  const passwords = { owner: password, writer: password, reader: password, review: password };
  await provisionAuditLog({ adminUrl, database, passwords });
  const urlAs = (role: 'writer' | 'reader' | 'review'): string =>
    auditLogUrl({ clusterUrl: adminUrl, database, role, password });
  reviewUrl = urlAs('review');
  // What the log says of its outages is no fault of the test's.
  const reportFault = (): void => undefined;
  const urls = { writerUrl: urlAs('writer'), readerUrl: urlAs('reader'), reviewUrl };
  const log = openAuditLog({ ...urls, checkpointKeysFile, subjectKeysFile, reportFault });
  opened.defer(() => log.close());
  const review = openLogReview({ ...urls, checkpointKeysFile, reportFault });
  opened.defer(() => review.close());
  const refusals = new CountedRefusals({ log, reportFault });
  opened.defer(() => refusals.close());
  const apollo = makeReviewApollo({ log, review, reportFault });
  await apollo.start();
  opened.defer(() => apollo.stop());
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const telemetry = opened.use(
    openTelemetry({
      opsPort: undefined,
      tracesUrl: undefined,
      metricsUrl: undefined,
      sampledShare: 0,
      serviceName: 'test',
    }),
  );
  const server = createServer((request, response) => {
    void answerReview(request, response, {
      ...{ apollo, telemetry, issuer, audience, endpoint: `${audience}/audit/graphql` },
      rates: requestRates(),
      audit: { log, refusals, reportFault, requestDeadlineMs: deadlineMs, deadlines: new SharedDeadlines() },
      keys: () => Promise.resolve(publicKey),
      clients: { settingsOf: () => Promise.resolve(settings) },
      verifiedTokens: makeVerifiedTokens(),
      // Bearer tokens need no proof: this pool is never connected.
      usedProofs: new UsedProofs(new pg.Pool()),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/audit/graphql`;
  const now = Math.floor(Date.now() / 1000);
  const detail = { type: 'household-status', actions: ['read'], purpose: 'AUDIT_REVIEW', legal_basis: 'L' };
  token = await new SignJWT({
    ...{ iss: issuer, sub: 'officer', client_id: 'officer', aud: audience, iat: now, exp: now + 300 },
    jti: crypto.randomUUID(),
    roles: ['PRIVACY_OFFICER'],
    authorization_details: [{ ...detail, locations: ['*'] }],
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .sign(privateKey);
});
afterAll(() => opened.disposeAsync());

beforeEach(async () => {
  deadlineMs = 10_000;
  id = await withClient(reviewUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into review.finding (rule, key, locations, begins, ends, count, usual, evidence, leaves)
        values ('WALKING_NUMBERS', gen_random_uuid()::text, '{}', now(), now(), 40, 43, '{0}', 1) returning id`,
    );
    return rows[0]!.id;
  });
});

interface Answered {
  readonly status: number;
  readonly body: {
    readonly data?: { readonly reviewUnusual: Shown | null };
    readonly errors?: { extensions: { code: string } }[];
    readonly extensions?: { readonly receipt: { readonly index: number } };
  };
}
interface Shown {
  readonly state: string;
  readonly reviews: readonly unknown[];
}

const explained = `mutation ($id: ID!) {
  reviewUnusual(id: $id, state: EXPLAINED, note: "by the school") { state reviews { state note officer at } } }`;

async function ask(query: string): Promise<Answered> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables: { id } }),
  });
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

/** What holds of the finding, from its table. */
const held = (): Promise<unknown[]> =>
  withClient(superuserUrl.href, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      `select state, note, officer, given_at as at from review.finding_review join review.finding on finding = finding.number
        where id = $1`,
      [id],
    );
    return rows;
  });

/** The leaves that tell of the finding. */
const leaves = (): Promise<unknown[]> =>
  withClient(superuserUrl.href, async (client) => {
    const { rows } = await client.query<{ leaf: Buffer }>('select leaf from log.leaf order by index');
    return rows
      .map(({ leaf }) => JSON.parse(leaf.toString()) as { filter?: { finding?: string } })
      .filter(({ filter }) => filter?.finding === id);
  });

/** Reviews that still wait for a leaf. */
const left = (): Promise<unknown[]> =>
  withClient(superuserUrl.href, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      `select query from pg_stat_activity where datname = current_database()
        and state like 'idle in transaction%' and query like '%review.finding_review%'`,
    );
    return rows;
  });

async function asSuperuser<Result>(
  statement: string,
  work: () => Promise<Result>,
  undo: string,
): Promise<Result> {
  return withClient(superuserUrl.href, async (client) => {
    await client.query(statement);
    try {
      return await work();
    } finally {
      await client.query(undo);
    }
  });
}

test('what an officer decides holds as it was answered, and a leaf tells of it', async () => {
  const { status, body } = await ask(explained);
  expect(status).toBe(200);
  const rows = (await held()) as { at: Date }[];
  expect(body.data?.reviewUnusual).toEqual({
    state: 'EXPLAINED',
    reviews: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
  });
  expect(rows).toMatchObject([{ state: 'EXPLAINED', note: 'by the school', officer: 'officer' }]);
  expect(await leaves()).toMatchObject([
    {
      outcome: 'ANSWERED',
      operations: ['reviewUnusual'],
      filter: { state: 'EXPLAINED' },
      reason: 'by the school',
    },
  ]);
});

test('a log that takes no leaf: nothing is decided', async () => {
  const writer = database;
  const answered = await asSuperuser(
    `revoke insert (hash) on log.node from ${writer}`,
    () => ask(explained),
    `grant insert (hash) on log.node to ${writer}`,
  );
  expect(answered).toMatchObject({
    status: 503,
    body: { errors: [{ extensions: { code: 'AUDIT_UNAVAILABLE' } }] },
  });
  expect(await leaves()).toEqual([]);
  expect(await held()).toEqual([]);
  await expect.poll(left).toEqual([]);
  expect((await ask(explained)).body.data?.reviewUnusual?.reviews).toHaveLength(1);
});

test('a log that is too slow: nothing is decided, though its leaf may come later', async () => {
  deadlineMs = 100;
  const answered = await asSuperuser(
    'begin; select from log.head for update',
    () => ask(explained),
    'commit',
  );
  expect(answered.status).toBe(503);
  await expect.poll(leaves).toMatchObject([{ outcome: 'ANSWERED' }]);
  expect(await held()).toEqual([]);
});

test('what cannot be kept once its leaf is in the log is told as an error, and does not hold', async () => {
  const failing = `create function public.fail() returns trigger language plpgsql as
      $$ begin raise exception using errcode = 'disk_full'; end $$;
    grant usage on schema public to public;
    create constraint trigger full_disk after insert on review.finding_review deferrable initially deferred
      for each row execute function public.fail()`;
  const answered = await asSuperuser(
    failing,
    () => ask(explained),
    'drop trigger full_disk on review.finding_review; drop function public.fail()',
  );
  expect(answered).toEqual({
    status: 503,
    body: { errors: [expect.objectContaining({ extensions: { code: 'AUDIT_UNAVAILABLE' } })] },
  });
  expect(await leaves()).toMatchObject([{ outcome: 'ANSWERED' }]);
  expect(await held()).toEqual([]);
});
