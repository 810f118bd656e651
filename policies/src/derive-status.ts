import type { AidProgram, SpecialGroup } from '@hearthgate/schema';
import { deriveComplete } from './derive-complete.ts';
import { deriveFinding } from './derive-finding.ts';
import { deriveSpecialGroups } from './derive-special-groups.ts';
import type { Evidence } from './evidence.ts';
import { type Finding, UNKNOWN_FINDINGS } from './finding.ts';
import { qualify } from './qualify.ts';

/** A student's household status 学生家庭状况, derived field by field when it is read. */
export interface DerivedStatus {
  readonly enrollment: Finding;
  readonly povertyRegistry: Finding;
  readonly subsistenceAllowance: Finding;
  readonly disability: Finding;
  readonly orphan: Finding;
  /** Confirmed ones, in alphabetical order. */
  readonly specialGroups: SpecialGroup[];
  readonly complete: boolean;
  qualifies(program: AidProgram): Finding;
}

/**
 * The status of a student who is on the roll, from what enrollment and the agencies said. `onDate` (`YYYY-MM-DD`)
 * chooses the rules of the programs: there is no clock in here.
 *
 * Each field is derived when it is read, from its own sources only; reading one whose sources the plan did not ask
 * throws `SourceNotAsked`. With enrollment unknown every finding is UNKNOWN for its reason, whatever else is there.
 * Unknown is never no: taking a source away turns a NO that rests on it into UNKNOWN.
 */
export function deriveStatus(evidence: Evidence, onDate: string): DerivedStatus {
  return new LazyStatus(evidence, onDate);
}

/** A class for its prototype: a screening derives millions of these, and closures for each would cost more. */
class LazyStatus implements DerivedStatus {
  readonly #evidence: Evidence;
  readonly #onDate: string;

  constructor(evidence: Evidence, onDate: string) {
    this.#evidence = evidence;
    this.#onDate = onDate;
  }

  get enrollment(): Finding {
    const { enrollment } = this.#evidence;
    if (!enrollment.known) return UNKNOWN_FINDINGS[enrollment.reason];
    return { answer: 'YES', asOf: enrollment.asOf, unknownReason: null };
  }

  get povertyRegistry(): Finding {
    return deriveFinding('povertyRegistry', this.#evidence);
  }

  get subsistenceAllowance(): Finding {
    return deriveFinding('subsistenceAllowance', this.#evidence);
  }

  get disability(): Finding {
    return deriveFinding('disability', this.#evidence);
  }

  get orphan(): Finding {
    return deriveFinding('orphan', this.#evidence);
  }

  get specialGroups(): SpecialGroup[] {
    return deriveSpecialGroups(this.#evidence);
  }

  get complete(): boolean {
    return deriveComplete(this.#evidence);
  }

  qualifies(program: AidProgram): Finding {
    return qualify(program, this.#evidence, this.#onDate);
  }
}
