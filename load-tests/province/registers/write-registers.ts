import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Household } from '../people/household.ts';
import { householdsOf, makeHousehold } from '../people/make-household.ts';
import { type HouseholdRegisterName, type Province, registerPeople } from '../people/province.ts';
import { schoolsOf } from '../people/school-of.ts';
import { Strangers } from '../people/strangers.ts';
import {
  certificateLine,
  enrollmentLine,
  HEADERS,
  orphanLine,
  povertyLines,
  type RegisterName,
  schoolLine,
  subsistenceLine,
} from './register-lines.ts';
import { TextFile } from './text-file.ts';

export interface WriteRegistersOptions {
  readonly province: Province;
  readonly folder: string;
  readonly signal: AbortSignal;
}

const flushEveryHouseholds = 500;

/** Where a register of a folder lies. */
export const registerFile = (folder: string, name: RegisterName): string => join(folder, `${name}.csv`);

/**
 * Writes the files that a province's agencies would export: the directory of schools, the roll, and four registers, filled
 * up with strangers to their sizes. Of all of it no more than buffers are held.
 */
export async function writeRegisters({ province, folder, signal }: WriteRegistersOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await using registers = new Registers(folder);
  for (const school of schoolsOf(province)) registers.files.schools.line(schoolLine(school));
  for (let place = 0; place < householdsOf(province); place += 1) {
    registers.add(makeHousehold(place, province));
    if (place % flushEveryHouseholds > 0) continue;
    await registers.flush();
    signal.throwIfAborted();
  }
  await addStrangers(registers, province, signal);
}

async function addStrangers(registers: Registers, province: Province, signal: AbortSignal): Promise<void> {
  const strangers = new Strangers(province);
  const add: Record<HouseholdRegisterName, (n: number) => void> = {
    'poverty-registry': (n) => {
      registers.addPoverty(strangers.poverty(n), `S${String(n)}`);
    },
    'subsistence-allowance': (n) => {
      registers.addSubsistence(strangers.subsistence(n));
    },
    disability: (n) => {
      registers.addCertificate(strangers.certificate(n));
    },
    orphans: (n) => {
      registers.addOrphan(strangers.orphan(n));
    },
  };
  for (const name of ['poverty-registry', 'subsistence-allowance', 'disability', 'orphans'] as const) {
    for (let n = 0; registers.people[name] < registerPeople(name, province); n += 1) {
      add[name](n);
      if (n % flushEveryHouseholds > 0) continue;
      await registers.flush();
      signal.throwIfAborted();
    }
  }
}

class Registers implements AsyncDisposable {
  readonly people = { 'poverty-registry': 0, 'subsistence-allowance': 0, disability: 0, orphans: 0 };
  readonly files: Readonly<Record<RegisterName, TextFile>>;

  constructor(folder: string) {
    const open = (name: RegisterName): TextFile => {
      const file = new TextFile(registerFile(folder, name));
      file.line(HEADERS[name]);
      return file;
    };
    this.files = {
      schools: open('schools'),
      'poverty-registry': open('poverty-registry'),
      'subsistence-allowance': open('subsistence-allowance'),
      disability: open('disability'),
      orphans: open('orphans'),
      enrollment: open('enrollment'),
    };
  }

  add(household: Household): void {
    const { poverty, subsistence, certificates, orphans } = household.entries;
    for (const student of household.students) this.files.enrollment.line(enrollmentLine(student, household));
    if (poverty !== undefined) this.addPoverty(poverty, `H${String(household.place)}`);
    if (subsistence !== undefined) this.addSubsistence(subsistence);
    for (const entry of certificates) this.addCertificate(entry);
    for (const entry of orphans) this.addOrphan(entry);
  }

  addPoverty(entry: NonNullable<Household['entries']['poverty']>, householdCode: string): void {
    for (const line of povertyLines(entry, householdCode)) this.files['poverty-registry'].line(line);
    this.people['poverty-registry'] += entry.people.length;
  }

  addSubsistence(entry: NonNullable<Household['entries']['subsistence']>): void {
    this.files['subsistence-allowance'].line(subsistenceLine(entry));
    this.people['subsistence-allowance'] += 1 + entry.members.length;
  }

  addCertificate(entry: Household['entries']['certificates'][number]): void {
    this.files.disability.line(certificateLine(entry));
    this.people.disability += 1;
  }

  addOrphan(entry: Household['entries']['orphans'][number]): void {
    this.files.orphans.line(orphanLine(entry));
    this.people.orphans += 1;
  }

  async flush(): Promise<void> {
    for (const file of Object.values(this.files)) await file.flush();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of Object.values(this.files)) await file[Symbol.asyncDispose]();
  }
}
