import { createHash } from 'node:crypto';
import { withClient } from '@hearthgate/database';
import { serveGateway } from '@hearthgate/gateway';
import * as dpop from 'dpop';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  type AnswerToProof,
  type DpopCaller,
  dpopClaims,
  makeDpopCaller,
  refusedProof,
} from './dpop-caller.ts';
import { compact } from './forged-token.ts';
import { freePort } from '@hearthgate/tools';
import { rawRequest } from './raw-request.ts';
import { startSystem, type SystemUnderTest } from './start-system.ts';

const dpopChallenge = 'DPoP algs="ES256 EdDSA"';

let system: SystemUnderTest;
let caller: DpopCaller;
beforeAll(async () => {
  system = await startSystem(inject('postgresUrl'));
  await system.gatewayDatabase.registerClient({ id: 'constrained', senderConstrained: true });
  caller = await makeDpopCaller(system);
});
afterAll(() => system[Symbol.asyncDispose]());

const passed = { status: 200 };
const askBound = (...proofs: string[]): Promise<AnswerToProof> =>
  caller.ask(`DPoP ${caller.boundToken}`, ...proofs);
const ownProof = (): Promise<string> => caller.proofFor(caller.boundToken);

describe('what passes', () => {
  test('a bound token with its proof, ES256 and EdDSA, in either case of the scheme', async () => {
    expect(await askBound(await ownProof())).toMatchObject(passed);
    expect(await caller.ask(`dpop ${caller.boundToken}`, await ownProof())).toMatchObject(passed);
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const token = await caller.tokenBoundTo({ privateKey, publicKey });
    const { payload } = await caller.proofParts();
    const ath = createHash('sha256').update(token).digest('base64url');
    const { kty, crv, x } = (await exportJWK(publicKey)) as { kty: 'OKP'; crv: string; x: string };
    const proof = await new SignJWT({ ...payload, ath })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'dpop+jwt', jwk: { kty, crv, x } })
      .sign(privateKey);
    expect(await caller.ask(`DPoP ${token}`, proof)).toMatchObject(passed);
  });

  test('an htu that is the same by RFC 3986, with a query and a fragment', async () => {
    const htu = `${caller.endpoint.replace('http:', 'HTTP:').replace('graphql', './%67raphql')}?a=b#c`;
    expect(await askBound(await caller.proofFor(caller.boundToken, caller.own, htu))).toMatchObject(passed);
  });
});

describe('scheme and binding', () => {
  test('a bound token as a bearer token, with and without its proof', async () => {
    const description = 'the token is bound to a key: send it by DPoP';
    const challenge = `Bearer error="invalid_token", error_description="${description}", ${dpopChallenge}`;
    expect(await caller.ask(`Bearer ${caller.boundToken}`)).toMatchObject({ status: 401, challenge });
    const withProof = await caller.ask(`Bearer ${caller.boundToken}`, await ownProof());
    expect(withProof).toMatchObject({ status: 401, challenge });
  });

  test('a token bound by a certificate, or in two ways, cannot be checked and is refused', async () => {
    const jkt = await dpop.calculateThumbprint(caller.own.publicKey);
    for (const cnf of [{ 'x5t#S256': jkt }, { jkt, 'x5t#S256': jkt }, {}, { jkt: [jkt] }, null]) {
      const token = await system.issuer.sign(dpopClaims, (payload) => ({ ...payload, cnf }));
      expect(await caller.ask(`Bearer ${token}`)).toMatchObject({ status: 401 });
      expect(await caller.ask(`DPoP ${token}`, await caller.proofFor(token))).toMatchObject({ status: 401 });
    }
  });

  test('an unbound token under the scheme DPoP', async () => {
    const token = await system.issuer.sign(dpopClaims);
    expect(await caller.ask(`Bearer ${token}`)).toMatchObject(passed);
    const description = 'the token is not bound to a key';
    expect(await caller.ask(`DPoP ${token}`, await caller.proofFor(token))).toMatchObject(
      refusedProof('invalid_token', description),
    );
  });

  test('a client that must prove its key: bearer refused, bound accepted', async () => {
    const bearer = await system.issuer.sign({ ...dpopClaims, client: 'constrained' });
    const description = 'the client needs a token that is bound to a key';
    expect(await caller.ask(`Bearer ${bearer}`)).toMatchObject(refusedProof('invalid_token', description));
    const bound = await caller.tokenBoundTo(caller.own, 'constrained');
    expect(await caller.ask(`DPoP ${bound}`, await caller.proofFor(bound))).toMatchObject(passed);
  });

  test('no proof, two proofs', async () => {
    const one = refusedProof('invalid_dpop_proof', 'send one DPoP header');
    expect(await askBound()).toMatchObject(one);
    const proofs = [await ownProof(), await ownProof()] as const;
    expect(await askBound(...proofs)).toMatchObject(one);
    expect(await askBound(proofs.join(', '))).toMatchObject({ status: 401 });
    expect(await askBound(proofs[0])).toMatchObject(passed);
  });

  test('another key’s proof', async () => {
    const description = 'the token is bound to another key';
    const stolen = await caller.proofFor(caller.boundToken, caller.other);
    expect(await askBound(stolen)).toMatchObject(refusedProof('invalid_token', description));
    const theirs = await caller.tokenBoundTo(caller.other);
    expect(await caller.ask(`DPoP ${theirs}`, await caller.proofFor(theirs, caller.other))).toMatchObject(
      passed,
    );
  });
});

describe('replay', () => {
  test('a proof that was used before', async () => {
    const proof = await ownProof();
    expect(await askBound(proof)).toMatchObject(passed);
    const again = refusedProof('invalid_dpop_proof', 'the proof was used before');
    expect(await askBound(proof)).toMatchObject(again);
  });

  test('a new signature over a used jti', async () => {
    const parts = await caller.proofParts();
    expect(await askBound(await compact(parts))).toMatchObject(passed);
    const resigned = await compact(parts);
    expect(await askBound(resigned)).toMatchObject({ status: 401 });
  });

  test('a proof that another replica has seen', async () => {
    const port = await freePort();
    const replica = await serveGateway({ ...system.gatewayConfig, port });
    try {
      const url = `http://127.0.0.1:${String(port)}/graphql`;
      const askReplica = async (proof: string): Promise<unknown> => {
        const credentials = ['authorization', `DPoP ${caller.boundToken}`, 'dpop', proof];
        const body = JSON.stringify({ query: '{ registers { agency } }' });
        return rawRequest({ url, headers: ['content-type', 'application/json', ...credentials], body });
      };
      const proof = await ownProof();
      expect(await askBound(proof)).toMatchObject(passed);
      expect(await askReplica(proof)).toMatchObject({ status: 401 });
      expect(await askReplica(await ownProof())).toMatchObject(passed);
    } finally {
      await replica.close();
    }
  });

  test('one proof in twenty requests at once passes once', async () => {
    const proof = await ownProof();
    const answers = await Promise.all(Array.from({ length: 20 }, () => askBound(proof)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('two clients may use one jti', async () => {
    const jti = 'the-first-request';
    const theirs = await caller.tokenBoundTo(caller.other);
    for (const [keys, token] of [
      [caller.own, caller.boundToken],
      [caller.other, theirs],
    ] as const) {
      const proof = await dpop.generateProof(keys, caller.endpoint, 'POST', undefined, token, { jti });
      expect(await caller.ask(`DPoP ${token}`, proof)).toMatchObject(passed);
    }
  });

  test('when used proofs cannot be known, nothing is answered', async () => {
    const { ownerUrl } = system.gatewayDatabase;
    await withClient(ownerUrl, (owner) => owner.query('alter table public.used_proof rename to away'));
    try {
      const answer = await askBound(await ownProof());
      expect(answer).toMatchObject({ status: 503, challenge: undefined });
      expect(JSON.parse(answer.text)).toMatchObject({
        errors: [{ extensions: { code: 'PROOFS_UNAVAILABLE' } }],
      });
    } finally {
      await withClient(ownerUrl, (owner) => owner.query('alter table public.away rename to used_proof'));
    }
    expect(await askBound(await ownProof())).toMatchObject(passed);
  });
});
