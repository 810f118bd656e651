import { readFile } from 'node:fs/promises';
import {
  compileAgreement,
  permitsSharing,
  POLICY_SCHEMA_FILE,
  type PolicyDecision,
  PolicyError,
  policyFolder,
  type PolicySet,
  type SharingQuestion,
} from '@hearthgate/policies';
import type { AgencyName } from '@hearthgate/schema';

export interface AgreementKeeperOptions {
  readonly agency: AgencyName;
  /** The agency's own `agreement.cedar`. */
  readonly file: string;
  /** Told when the agreement cannot be taken up at the start. An agreement is public: its error may be shown in full. */
  readonly reportBroken: (error: PolicyError) => void;
}

export interface AgreementKeeper {
  /** Of the agreement in force; the gateway's copy has the same when it says the same. */
  readonly hash: string;
  /** Decided once for each question: there are no more of them than the vocabulary has. */
  permits(question: Omit<SharingQuestion, 'agency'>): PolicyDecision;
  /** Reads the file again. Throws `PolicyError` for a missing or broken one, and the old agreement stays in force. */
  reload(): Promise<void>;
}

interface InForce {
  readonly agreement: PolicySet;
  readonly decisions: Map<string, PolicyDecision>;
}

/**
 * An agency's own agreement, read from its own file: what the agency permits, whatever the gateway thinks. With a
 * missing or broken file at the start it permits nothing until a reload finds a sound one: an agency that went down
 * instead would be restarted for ever, and one that took the project's agreement would open what its operator closed.
 */
export async function agreementKeeper(options: AgreementKeeperOptions): Promise<AgreementKeeper> {
  const { agency, file } = options;
  const schema = await readPolicyFile(new URL(POLICY_SCHEMA_FILE, policyFolder), POLICY_SCHEMA_FILE);
  const compile = (text: string): InForce => ({
    agreement: compileAgreement(agency, { source: file, text }, schema),
    decisions: new Map(),
  });
  const read = async (): Promise<InForce> => compile((await readPolicyFile(file, file)).text);
  let inForce: InForce;
  try {
    inForce = await read();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    options.reportBroken(error);
    inForce = compile('');
  }
  return {
    get hash() {
      return inForce.agreement.hash;
    },
    permits: ({ role, purpose, assurance }) => {
      const { agreement, decisions } = inForce;
      const key = `${role} ${purpose} ${assurance}`;
      const known = decisions.get(key);
      if (known) return known;
      const decision = permitsSharing(agreement, { agency, role, purpose, assurance });
      decisions.set(key, decision);
      return decision;
    },
    reload: async () => {
      inForce = await read();
    },
  };
}

async function readPolicyFile(file: string | URL, source: string): Promise<{ source: string; text: string }> {
  try {
    return { source, text: await readFile(file, 'utf8') };
  } catch {
    throw new PolicyError(source, 'cannot be read');
  }
}
