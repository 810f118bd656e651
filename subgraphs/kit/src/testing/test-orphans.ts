import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type IssuerForTests, startIssuerForTests } from '@hearthgate/access-token/testing';
import { policyFolder } from '@hearthgate/policies/agreement';
import { formatPersonRef, type IdNumber } from '@hearthgate/schema';
import type { JWTPayload } from 'jose';
import type { Permits } from '../agency-token/permits.ts';
import { agreementKeeper, type AgreementInForce } from '../agreement/agreement-keeper.ts';
import { personRef } from '../pseudonym/person-ref.ts';
import { serveHouseholdAgency } from '../service/serve-household-agency.ts';
import { type AgencyAnswer, askAgency } from './ask-agency.ts';
import { openTestAgency, type TestAgency } from './test-agency.ts';
import { startTestGateway, type TestGateway } from './test-gateway.ts';
import { testIdNumber } from './test-id-number.ts';
import { testRegister } from './test-register.ts';

export interface AgencyCall {
  readonly query: string;
  /** What the token is for. */
  readonly refs?: readonly string[];
  /** `{ refs }`, unless told otherwise. */
  readonly variables?: object;
  /** Claims that are otherwise. */
  readonly token?: JWTPayload;
}

export interface TestOrphans extends AsyncDisposable {
  readonly gateway: TestGateway;
  /** Of operators' tokens, for this agency unless they are changed. */
  readonly issuer: IssuerForTests;
  readonly database: TestAgency;
  /** Where the service really listens; it knows itself by `audience`. */
  readonly url: string;
  /** Whom tokens must be for. */
  readonly audience: string;
  /** Of people on the register, and of one who is not. */
  readonly listed: readonly string[];
  readonly stranger: string;
  /** What the agency shows as its agreement: the project's. */
  readonly agreement: AgreementInForce;
  /** What calls are held to instead; may be changed. */
  permits: Permits;
  /** Asks under a token that covers the field `orphans` about these refs, unless it is changed. */
  call(call: AgencyCall): Promise<AgencyAnswer>;
  ask(token: string | undefined, query: string, variables?: object): Promise<AgencyAnswer>;
  /** How many access records there are: a call that was refused leaves none. */
  records(): Promise<number>;
}

/** The orphans' agency with a register of four people, served over HTTP for a gateway of the test's own. */
export async function startTestOrphans(adminUrl: string): Promise<TestOrphans> {
  await using stack = new AsyncDisposableStack();
  const gateway = stack.use(await startTestGateway());
  const database = stack.use(await openTestAgency({ adminUrl, agency: 'orphans' }));
  const ids = [1, 2, 3, 4].map((n) => testIdNumber(n));
  await database.importText(testRegister, ['身份证号,状态', ...ids.map((id) => `${id},在册`)]);
  const key = database.keyRings.orphans.current;
  const refOf = (id: IdNumber): string => formatPersonRef(key.version, personRef(key, id));
  const audience = 'https://orphans.example';
  const issuer = stack.use(await startIssuerForTests(audience));
  const agreement = await agreementKeeper({
    agency: 'orphans',
    file: fileURLToPath(new URL('./agencies/orphans/agreement.cedar', policyFolder)),
    reportBroken: (error) => {
      throw error;
    },
  });
  const state: { permits: Permits } = { permits: () => ({ permitted: true }) };
  const service = await serveHouseholdAgency({
    agency: 'orphans',
    assertionField: 'orphans',
    config: {
      port: 0,
      databaseUrl: database.serviceUrl,
      operatorDatabaseUrl: database.operatorUrl,
      publicUrl: audience,
      gatewayUrl: gateway.url,
      issuer: issuer.url,
      agreementFile: 'none: the test says what is permitted',
      filterMaxBytes: 2 ** 20,
    },
    permits: (claims) => state.permits(claims),
    agreement,
  });
  stack.defer(() => service.close());
  const url = `http://127.0.0.1:${String((service.server.address() as AddressInfo).port)}`;
  const ask: TestOrphans['ask'] = (token, query, variables = {}) =>
    askAgency({ url: `${url}/graphql`, token, query, variables });
  const resources = stack.move();
  return Object.assign(state, {
    gateway,
    issuer,
    database,
    url,
    audience,
    agreement,
    listed: ids.map(refOf),
    stranger: refOf(testIdNumber(9)),
    ask,
    call: async ({ query, refs = [], variables = { refs }, token = {} }: AgencyCall) => {
      const claims = gateway.claims({ audience, fields: ['orphans'], refs }, token);
      return ask(await gateway.sign(claims), query, variables);
    },
    records: async () => {
      const [row] = await database.query<{ count: number }>(
        'select count(*)::int as count from access.record',
      );
      return row?.count ?? 0;
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  });
}
