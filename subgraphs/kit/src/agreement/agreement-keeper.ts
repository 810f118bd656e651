import { readFile } from 'node:fs/promises';
import {
  type AgreementRule,
  agreementRules,
  compileAgreement,
  permitsSharing,
  POLICY_SCHEMA_FILE,
  type PolicyDecision,
  PolicyError,
  policyFolder,
  type PolicySet,
  type SharingQuestion,
} from '@hearthgate/policies/agreement';
import type { AgencyName } from '@hearthgate/schema';

export interface AgreementKeeperOptions {
  readonly agency: AgencyName;
  /** The agency's own `agreement.cedar`. */
  readonly file: string;
  /** Told when the agreement cannot be taken up at the start. An agreement is public: its error may be shown in full. */
  readonly reportBroken: (error: PolicyError) => void;
}

/** The agreement that the agency holds to, always as it is at the moment. */
export interface AgreementInForce {
  /** The gateway's copy has the same when it says the same. */
  readonly hash: string;
  /** Cedar, as it stood in the file when it was taken up; empty while none is in force. */
  readonly text: string;
  /** False from a start with a missing or broken file until a sound one is taken up. */
  readonly inForce: boolean;
  /** Its rules, for people to read. */
  rules(): readonly AgreementRule[];
  /** Decided once for each question: there are no more of them than the vocabulary has. */
  permits(question: Omit<SharingQuestion, 'agency'>): PolicyDecision;
}

export interface AgreementKeeper extends AgreementInForce {
  /** Reads the file again. Throws `PolicyError` for a missing or broken one, and the old agreement stays in force. */
  reload(): Promise<void>;
}

interface Taken {
  readonly text: string;
  readonly sound: boolean;
  readonly agreement: PolicySet;
  readonly decisions: Map<string, PolicyDecision>;
  rules: readonly AgreementRule[] | undefined;
}

/**
 * An agency's own agreement, read from its own file: what the agency permits, whatever the gateway thinks. With a
 * missing or broken file at the start it permits nothing until a reload finds a sound one: an agency that went down
 * instead would be restarted for ever, and one that took the project's agreement would open what its operator closed.
 */
export async function agreementKeeper(options: AgreementKeeperOptions): Promise<AgreementKeeper> {
  const { agency, file } = options;
  const schema = await readPolicyFile(new URL(POLICY_SCHEMA_FILE, policyFolder), POLICY_SCHEMA_FILE);
  const compile = (text: string, sound = true): Taken => ({
    text,
    sound,
    agreement: compileAgreement(agency, { source: file, text }, schema),
    decisions: new Map(),
    rules: undefined,
  });
  const read = async (): Promise<Taken> => compile((await readPolicyFile(file, file)).text);
  let taken: Taken;
  try {
    taken = await read();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    options.reportBroken(error);
    taken = compile('', false);
  }
  return {
    get hash() {
      return taken.agreement.hash;
    },
    get text() {
      return taken.text;
    },
    get inForce() {
      return taken.sound;
    },
    rules: () => (taken.rules ??= agreementRules(agency, taken.agreement, schema)),
    permits: ({ role, purpose, assurance }) => {
      const { agreement, decisions } = taken;
      const key = `${role} ${purpose} ${assurance}`;
      const known = decisions.get(key);
      if (known) return known;
      const decision = permitsSharing(agreement, { agency, role, purpose, assurance });
      decisions.set(key, decision);
      return decision;
    },
    reload: async () => {
      taken = await read();
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
