import type { Certificate, OrphanEntry, PovertyEntry, SubsistenceEntry } from './household.ts';
import { idNumber } from './id-number.ts';
import { certificate, orphanEntry, povertyEntry, subsistenceEntry } from './make-entries.ts';
import type { Province } from './province.ts';
import { Random } from './random.ts';
import { schoolsOf } from './school-of.ts';

/** Adults of three registers are numbered by turns, so that no two of them share a number. */
const turns = { poverty: 0, head: 1, member: 2, certificate: 3 } as const;

/** People who stand on a register and in no student's family, the n-th of each kind: most of a real register. */
export class Strangers {
  readonly #seed: number;
  readonly #divisions: readonly string[];

  constructor(province: Province) {
    this.#seed = province.seed;
    this.#divisions = [...new Set(schoolsOf(province).map(({ division }) => division))];
  }

  poverty(n: number): PovertyEntry {
    return povertyEntry([this.#adult(n, 'poverty')], this.#random(n, 1));
  }

  /** Of one or two people. */
  subsistence(n: number): SubsistenceEntry {
    const random = this.#random(n, 2);
    const members = random.chance(0.4) ? [this.#adult(n, 'member')] : [];
    return subsistenceEntry([this.#adult(n, 'head'), ...members], random);
  }

  certificate(n: number): Certificate {
    return certificate(this.#adult(n, 'certificate'), this.#random(n, 3));
  }

  orphan(n: number): OrphanEntry {
    return orphanEntry(this.#child(n), this.#random(n, 4));
  }

  /** A student number that is well made, and nobody's. */
  studentNumber(n: number): string {
    return `G${this.#child(n)}`;
  }

  #adult(n: number, kind: keyof typeof turns): string {
    const counties = this.#divisions.length;
    return idNumber(this.#division(n), 'strangerAdult', Math.floor(n / counties) * 4 + turns[kind]);
  }

  #child(n: number): string {
    return idNumber(this.#division(n), 'strangerChild', Math.floor(n / this.#divisions.length));
  }

  #division(n: number): string {
    return this.#divisions[n % this.#divisions.length] ?? '';
  }

  #random(n: number, kind: number): Random {
    return new Random(this.#seed + kind * 7_717, n);
  }
}
