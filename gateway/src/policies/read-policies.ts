import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BASE_POLICY_FILES,
  compileAgreement,
  compilePolicies,
  type Policies,
  POLICY_SCHEMA_FILE,
  PolicyError,
  policyFolder,
  type PolicyText,
  type PolicyTexts,
} from '@hearthgate/policies';
import { AGENCIES, type AgencyName } from '@hearthgate/schema';

export interface ReadPoliciesOptions {
  /** Holds `<agency>/agreement.cedar` for each agency. */
  readonly agreementsFolder: string;
  /**
   * What becomes of an agreement that cannot be taken up: `refuse` throws its `PolicyError` (a reload keeps the old
   * policies), `withhold` takes it for one that permits nothing (a start has no old ones, and one agency's slip must
   * neither open its data nor stop the others).
   */
  readonly onBrokenAgreement: 'refuse' | 'withhold';
  readonly reportBroken: (error: PolicyError) => void;
}

/** Reads and compiles the base policies that come with the project and the agencies' agreements of this installation. */
export async function readPolicies(options: ReadPoliciesOptions): Promise<Policies> {
  const schema = await readText(fileURLToPath(new URL(POLICY_SCHEMA_FILE, policyFolder)), POLICY_SCHEMA_FILE);
  const base = await Promise.all(
    BASE_POLICY_FILES.map((file) => readText(fileURLToPath(new URL(file, policyFolder)), `policies/${file}`)),
  );
  const agreements: Partial<Record<AgencyName, PolicyText>> = {};
  for (const agency of AGENCIES) agreements[agency] = await usableAgreement(agency, schema, options);
  return compilePolicies({ schema, base, agreements: agreements as PolicyTexts['agreements'] });
}

async function usableAgreement(
  agency: AgencyName,
  schema: PolicyText,
  { agreementsFolder, onBrokenAgreement, reportBroken }: ReadPoliciesOptions,
): Promise<PolicyText> {
  const source = join(agreementsFolder, agency, 'agreement.cedar');
  try {
    const agreement = await readText(source, source);
    compileAgreement(agency, agreement, schema);
    return agreement;
  } catch (error) {
    if (!(error instanceof PolicyError) || onBrokenAgreement === 'refuse') throw error;
    reportBroken(error);
    return { source, text: '' };
  }
}

async function readText(path: string, source: string): Promise<PolicyText> {
  try {
    return { source, text: await readFile(path, 'utf8') };
  } catch {
    throw new PolicyError(source, 'cannot be read');
  }
}
