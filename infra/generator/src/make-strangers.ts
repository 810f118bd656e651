import type { Entries, EnrollmentRow, Person } from './household.ts';
import { disabilityRow, orphanRow, povertyRows, subsistenceRow } from './make-entries.ts';
import { adultNumber, childNumber } from './make-family.ts';
import { makeName } from './names.ts';
import { brokenCell, numberCell } from './number-cell.ts';
import { Random } from './random.ts';
import type { School } from './schools.ts';
import type { World } from './world.ts';

/** People of the registers who are nobody's family, the n-th of each kind: most of a real register. */
export class Strangers {
  readonly #world: World;
  readonly #random: Random;

  constructor(world: World) {
    this.#world = world;
    this.#random = new Random(world.seed, 0x57a6);
  }

  poverty(n: number): Entries['poverty'][number] {
    const person = this.#person(adultNumber(n, 'poverty'));
    const [entry] = povertyRows([person], `HH99${String(n).padStart(10, '0')}`, this.#world, this.#random);
    return entry as Entries['poverty'][number];
  }

  subsistence(n: number): Entries['subsistence'][number] {
    const members = this.#random.chance(0.4) ? [this.#person(adultNumber(n, 'member'))] : [];
    return subsistenceRow(this.#person(adultNumber(n, 'head')), members, this.#world, this.#random);
  }

  disability(n: number): Entries['disability'][number] {
    const person = this.#person(adultNumber(n, 'disability'));
    return { row: disabilityRow(person, this.#world, this.#random), person };
  }

  orphans(n: number, school: School): Entries['orphans'][number] {
    const person = this.#person(childNumber(n, 'other', school, this.#world.asOf));
    return { row: orphanRow(person, this.#world, this.#random), person };
  }

  /** A row of the roll whose student number is beyond repair: nobody's, and rejected. */
  brokenEnrollment(n: number, like: EnrollmentRow, school: School): EnrollmentRow {
    const file = this.#world.files.enrollment;
    const person = this.#person(childNumber(n, 'stranger', school, this.#world.asOf));
    return {
      ...like,
      name: person.name,
      studentNumber: brokenCell(`G${person.idNumber}`, file, this.#random),
      number: numberCell(person.idNumber, file, this.#random),
      guardians: [],
    };
  }

  #person(idNumber: string): Person {
    return { name: makeName(this.#random, this.#world.quirks.has('gb18030')), idNumber };
  }
}
