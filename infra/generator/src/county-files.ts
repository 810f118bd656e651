import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CountyOptions, PROVINCE_STRANGERS } from './county-options.ts';
import { createExpectedJson, createExpectedNdjson, type ExpectedWriter } from './expected-writer.ts';
import { createTable, extensionOf, registerFormats } from './file-formats.ts';
import type { DisabilityRow, EnrollmentRow, OrphanRow, PovertyRow, SubsistenceRow } from './household.ts';
import { dayNumber } from './id-numbers.ts';
import type { NumberFile } from './number-cell.ts';
import {
  DISABILITY_TABLE,
  ENROLLMENT_TABLE,
  ORPHANS_TABLE,
  POVERTY_TABLE,
  type RegisterTable,
  SUBSISTENCE_TABLE,
} from './register-tables.ts';
import { RegisterWriter } from './register-writer.ts';
import { makeSchools } from './schools.ts';
import { TextFile } from './text-file.ts';
import type { RegisterFile, World } from './world.ts';

/** The files that grow side by side while students are made. */
export interface CountyFiles {
  readonly poverty: RegisterWriter<PovertyRow>;
  readonly subsistence: RegisterWriter<SubsistenceRow>;
  readonly disability: RegisterWriter<DisabilityRow>;
  readonly orphans: RegisterWriter<OrphanRow>;
  readonly enrollment: RegisterWriter<EnrollmentRow>;
  readonly expected: ExpectedWriter;
  /** What becomes of single rows: the registers' rejected ones, and the rosters' without a status. */
  readonly rows: TextFile;
  /** Names relative to the directory. */
  readonly names: Readonly<Record<RegisterFile | 'expected' | 'rows', string>>;
}

/** Opens everything but the directory of schools and the rosters. */
export async function openCounty(options: CountyOptions): Promise<{ world: World; files: CountyFiles }> {
  const { outDir, quirks, seed, students, asOf } = options;
  await mkdir(outDir, { recursive: true });
  const strangersPerStudent = { ...PROVINCE_STRANGERS, ...options.strangersPerStudent };
  const formats = registerFormats({ quirks, seed, students, strangersPerStudent });
  const zeros = quirks.has('zeros');
  const numberFile = (name: RegisterFile, zerosFailed: boolean): NumberFile => ({
    quirks,
    xlsx: formats[name] === 'xlsx',
    zerosFailed,
  });
  const world: World = {
    seed,
    asOf,
    asOfDay: dayNumber(asOf),
    quirks,
    schools: makeSchools(options.schools ?? Math.max(4, Math.ceil(students / 1000))),
    files: {
      poverty: numberFile('poverty', zeros && formats.poverty === 'xlsx'),
      subsistence: numberFile('subsistence', zeros),
      disability: numberFile('disability', false),
      orphans: numberFile('orphans', false),
      enrollment: numberFile('enrollment', false),
    },
  };

  const names: Record<string, string> = {};
  const register = async <Row>(
    name: RegisterFile,
    table: RegisterTable<Row>,
  ): Promise<RegisterWriter<Row>> => {
    const fileName = `${table.fileName}.${extensionOf(formats[name])}`;
    names[name] = fileName;
    const writer = await createTable(join(outDir, fileName), formats[name]);
    return new RegisterWriter(table, writer, world.files[name], seed);
  };
  const ndjson = options.expected === 'ndjson';
  const expectedName = ndjson ? 'expected.ndjson' : 'expected.json';
  const expectedPath = join(outDir, expectedName);
  const files = {
    poverty: await register('poverty', POVERTY_TABLE),
    subsistence: await register('subsistence', SUBSISTENCE_TABLE),
    disability: await register('disability', DISABILITY_TABLE),
    orphans: await register('orphans', ORPHANS_TABLE),
    enrollment: await register('enrollment', ENROLLMENT_TABLE),
    expected: await (ndjson
      ? createExpectedNdjson(expectedPath)
      : createExpectedJson(expectedPath, world.schools)),
    rows: await TextFile.create(join(outDir, 'expected-rows.ndjson')),
  };
  return {
    world,
    files: {
      ...files,
      names: { ...names, expected: expectedName, rows: 'expected-rows.ndjson' } as CountyFiles['names'],
    },
  };
}
