import { serveEnrollment } from '@hearthgate/enrollment/serve';
import type { AgencyName, HouseholdAgency } from '@hearthgate/schema';
import {
  type AgreementKeeper,
  agreementKeeper,
  permitsByAgreement,
  serveHouseholdAgency,
} from '@hearthgate/subgraph-kit';
import { type AgencyTap, startAgencyTap } from './agency-tap.ts';
import { freePort } from '@hearthgate/tools';

const assertionFields = {
  'poverty-registry': 'povertyRegistry',
  'subsistence-allowance': 'subsistenceAllowance',
  disability: 'disability',
  orphans: 'orphans',
} as const satisfies Record<HouseholdAgency, string>;

export interface AgencyForTests extends AsyncDisposable {
  readonly tap: AgencyTap;
  /** As the agency holds to it; taken up anew by `reload()`. */
  readonly agreement: AgreementKeeper;
}

export interface ServeAgencyForTestsOptions {
  readonly agency: AgencyName;
  /** Of a provisioned database, as the service. */
  readonly databaseUrl: string;
  /** Of the same, as the operator role. */
  readonly operatorDatabaseUrl: string;
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly agreementFile: string;
}

/** An agency's service behind a tap, which is where the gateway is to look for it. */
export async function serveAgencyForTests(options: ServeAgencyForTestsOptions): Promise<AgencyForTests> {
  const { agency, agreementFile } = options;
  await using stack = new AsyncDisposableStack();
  const port = await freePort();
  const tap = stack.use(await startAgencyTap(`http://127.0.0.1:${String(port)}`));
  const agreement = await agreementKeeper({
    agency,
    file: agreementFile,
    reportBroken: (error) => {
      throw error;
    },
  });
  const served = {
    config: { ...options, port, publicUrl: tap.url, filterMaxBytes: 2 ** 20 },
    permits: permitsByAgreement(agreement),
    agreement,
  };
  const service =
    agency === 'enrollment'
      ? await serveEnrollment(served)
      : await serveHouseholdAgency({ ...served, agency, assertionField: assertionFields[agency] });
  stack.defer(() => service.close());
  const resources = stack.move();
  return { tap, agreement, [Symbol.asyncDispose]: () => resources.disposeAsync() };
}
