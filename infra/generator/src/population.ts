import type { CountyFiles } from './county-files.ts';
import type { StrangersPerStudent } from './county-options.ts';
import { expectedStatus } from './expected-status.ts';
import type { Entries, Household } from './household.ts';
import { Strangers } from './make-strangers.ts';
import { destroyedCell } from './number-cell.ts';
import type { School } from './schools.ts';
import type { RegisterFile, World } from './world.ts';

const BROKEN_ENROLLMENT = 0.01;

/** Puts people into the county's files as they are made: a family's entries, and strangers' in proportion. */
export class Population {
  readonly #world: World;
  readonly #files: CountyFiles;
  readonly #strangers: Strangers;
  readonly #perStudent: StrangersPerStudent;
  #students = 0;
  #nextStranger = 0;
  readonly #written = { poverty: 0, subsistence: 0, disability: 0, orphans: 0, enrollment: 0 };

  constructor(world: World, files: CountyFiles, perStudent: StrangersPerStudent) {
    this.#world = world;
    this.#files = files;
    this.#perStudent = perStudent;
    this.#strangers = new Strangers(world);
  }

  /** The number of a child who is on no roll. */
  nextStranger(): number {
    return this.#nextStranger++;
  }

  /** Where all numbers ending in 000 are lost, there is one that shows it. */
  spoilFiles(): void {
    const { poverty, subsistence } = this.#world.files;
    if (poverty.zerosFailed) {
      const { row, person } = this.#strangers.poverty(this.#written.poverty++);
      this.#reject(
        'poverty',
        this.#files.poverty.write({ ...row, number: destroyedCell(person.idNumber, poverty) }, true),
      );
    }
    if (subsistence.zerosFailed) {
      const { row, head } = this.#strangers.subsistence(this.#written.subsistence++);
      const headNumber = destroyedCell(head.idNumber, subsistence);
      this.#reject('subsistence', this.#files.subsistence.write({ ...row, headNumber }, true));
    }
  }

  add(household: Household, school: School): void {
    const { expected, enrollment } = this.#files;
    for (const row of household.enrollment) enrollment.write(row, false);
    this.#addEntries(household.entries);
    this.#students++;
    this.#addStrangers(household, school);
    expected.add(household.studentNumber, expectedStatus(household, school.code, this.#world.asOfDay));
  }

  #addEntries({ poverty, subsistence, disability, orphans }: Entries): void {
    const files = this.#files;
    for (const { row } of poverty) {
      this.#settle('poverty', row.number.usable, files.poverty.write(row, !row.number.usable));
    }
    for (const { row } of subsistence) {
      this.#settle(
        'subsistence',
        row.headNumber.usable,
        files.subsistence.write(row, !row.headNumber.usable),
      );
    }
    for (const { row } of disability) {
      this.#settle('disability', row.number.usable, files.disability.write(row, !row.number.usable));
    }
    for (const { row } of orphans) {
      this.#settle('orphans', row.number.usable, files.orphans.write(row, !row.number.usable));
    }
  }

  #addStrangers(household: Household, school: School): void {
    const due = (register: keyof StrangersPerStudent): boolean =>
      this.#written[register] < this.#students * this.#perStudent[register];
    const none: Entries = { poverty: [], subsistence: [], disability: [], orphans: [] };
    while (due('poverty')) {
      this.#addEntries({ ...none, poverty: [this.#strangers.poverty(this.#written.poverty++)] });
    }
    while (due('subsistence')) {
      this.#addEntries({ ...none, subsistence: [this.#strangers.subsistence(this.#written.subsistence++)] });
    }
    while (due('disability')) {
      this.#addEntries({ ...none, disability: [this.#strangers.disability(this.#written.disability++)] });
    }
    while (due('orphans')) {
      this.#addEntries({ ...none, orphans: [this.#strangers.orphans(this.#written.orphans++, school)] });
    }
    if (!this.#world.quirks.has('broken-rows')) return;
    const [like] = household.enrollment;
    while (like && this.#written.enrollment < this.#students * BROKEN_ENROLLMENT) {
      this.#written.enrollment++;
      const row = this.#strangers.brokenEnrollment(this.nextStranger(), like, school);
      this.#reject('enrollment', this.#files.enrollment.write(row, true));
    }
  }

  #settle(register: RegisterFile, usable: boolean, line: number): void {
    if (!usable) this.#reject(register, line);
  }

  #reject(register: RegisterFile, line: number): void {
    const file = this.#files.names[register];
    this.#files.rows.append(`${JSON.stringify({ file, line, outcome: 'REJECTED' })}\n`);
  }
}
