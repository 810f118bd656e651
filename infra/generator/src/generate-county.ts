import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CountyFiles, openCounty } from './county-files.ts';
import { type CountyOptions, MOST_STUDENTS, PROVINCE_STRANGERS } from './county-options.ts';
import { createTable, extensionOf } from './file-formats.ts';
import { dayNumber, isoDate } from './id-numbers.ts';
import { makeHousehold } from './make-household.ts';
import { Population } from './population.ts';
import type { RowCounts } from './register-writer.ts';
import { RosterWriter } from './roster-writer.ts';
import type { School } from './schools.ts';
import { STAGE_FACTS } from './stages.ts';
import type { RegisterFile, World } from './world.ts';

/** Also written as `manifest.json`. File names are relative to the county's directory. */
export interface CountyManifest {
  readonly asOf: string;
  readonly seed: number;
  readonly students: number;
  readonly quirks: readonly string[];
  readonly files: Readonly<Record<'schools' | RegisterFile | 'expected' | 'rows', string>>;
  readonly rosters: readonly { readonly school: string; readonly file: string }[];
  /** Blank, title and total rows are not counted. */
  readonly rows: Readonly<Record<RegisterFile, RowCounts>>;
}

/** How many students are made between two looks at the buffers. */
const FLUSH_EVERY_STUDENTS = 200;

/**
 * Writes a made-up county as its offices would send it, with what every student must come out as: the directory of
 * schools, four registers, the roll, a roster for each school, `expected.json` (as the demo county's), `manifest.json`
 * and `expected-rows.ndjson` (the rows that are rejected, and the rosters' rows without a status).
 *
 * Guarantees equal bytes for equal options, people whom no real number can belong to (divisions 99), and flat memory for
 * any number of students. `expected.json` comes from the households as they were made up, by rules written here a
 * second time; no other package's reading is involved.
 *
 * Throws RangeError for numbers that make no county.
 */
export async function generateCounty(options: CountyOptions): Promise<CountyManifest> {
  checkOptions(options);
  const { world, files } = await openCounty(options);
  const schoolsFile = await writeDirectory(options.outDir, world);
  const population = new Population(world, files, { ...PROVINCE_STRANGERS, ...options.strangersPerStudent });
  population.spoilFiles();
  const rosters: { school: string; file: string }[] = [];

  /** Those who left the next school for this one: its roster still has them. */
  let movedAway: { studentNumber: string; name: string }[] = [];
  for (const school of world.schools) {
    const roster = await RosterWriter.create(options.outDir, school, world, {
      students: options.students,
      rows: files.rows,
    });
    rosters.push({ school: school.code, file: roster.fileName });
    const before = movedAway;
    movedAway = [];
    const [first, end] = studentsOf(school, world, options.students);
    for (let index = first; index < end; index++) {
      const household = makeHousehold(index, school, world);
      population.add(household, school);
      roster.student(household.studentNumber, household.student.name);
      if (household.enrollment.some((row) => row.schoolCode === world.schools[school.index + 1]?.code)) {
        movedAway.push({ studentNumber: household.studentNumber, name: household.student.name });
      }
      if (index % FLUSH_EVERY_STUDENTS === 0) {
        await Promise.all([flushAll(files), roster.flush()]);
        options.onProgress?.(index);
      }
    }
    for (const { studentNumber, name } of before) roster.formerStudent(studentNumber, name);
    if (world.quirks.has('strangers')) roster.stranger(population.nextStranger());
    if (world.quirks.has('broken-rosters')) roster.brokenRows(population.nextStranger());
    await roster.close();
  }
  const manifest: CountyManifest = {
    asOf: options.asOf,
    seed: options.seed,
    students: options.students,
    quirks: [...options.quirks].sort(),
    files: { ...files.names, schools: schoolsFile },
    rosters,
    rows: await closeAll(files),
  };
  await writeFile(join(options.outDir, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

function checkOptions({ students, schools, seed, asOf }: CountyOptions): void {
  const whole = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!whole(students, 1, MOST_STUDENTS)) throw new RangeError(`students: 1 to ${String(MOST_STUDENTS)}`);
  if (schools !== undefined && !whole(schools, 1, 99_999)) throw new RangeError('schools: 1 to 99999');
  if (!whole(seed, 0, Number.MAX_SAFE_INTEGER)) throw new RangeError('seed: a whole number');
  if (!/^20\d\d-\d\d-\d\d$/.test(asOf) || !exists(asOf)) {
    throw new RangeError('as-of: a date of this century, YYYY-MM-DD');
  }
}

function exists(date: string): boolean {
  const day = dayNumber(date);
  return !Number.isNaN(day) && isoDate(day) === date;
}

/** Which students a school has: every school as many, give or take one. */
function studentsOf(school: School, { schools }: World, students: number): [number, number] {
  const start = (index: number): number => Math.floor((students * index) / schools.length);
  return [start(school.index), start(school.index + 1)];
}

async function writeDirectory(outDir: string, world: World): Promise<string> {
  const format = world.quirks.has('bom') ? 'utf-8-bom' : 'utf-8';
  const fileName = `0-学校名录.${extensionOf(format)}`;
  const writer = await createTable(join(outDir, fileName), format);
  writer.write(['学校标识码', '学校名称', '学段', '所在区划代码']);
  for (const { code, name, stage, division } of world.schools) {
    writer.write([code, name, STAGE_FACTS[stage].written, division]);
  }
  await writer.close();
  return fileName;
}

const registersOf = ({ poverty, subsistence, disability, orphans, enrollment }: CountyFiles) => ({
  poverty,
  subsistence,
  disability,
  orphans,
  enrollment,
});

async function flushAll(files: CountyFiles): Promise<void> {
  await Promise.all([
    ...Object.values(registersOf(files)).map((register) => register.flush()),
    files.expected.flush(),
    files.rows.flush(),
  ]);
}

async function closeAll(files: CountyFiles): Promise<CountyManifest['rows']> {
  const registers = registersOf(files);
  await Promise.all(Object.values(registers).map((register) => register.close()));
  const { poverty, subsistence, disability, orphans, enrollment } = registers;
  const rejectedRows = {
    poverty: poverty.counts.rejected,
    subsistence: subsistence.counts.rejected,
    disability: disability.counts.rejected,
    orphans: orphans.counts.rejected,
    // The demo county has none and does not mention them.
    ...(enrollment.counts.rejected > 0 ? { enrollment: enrollment.counts.rejected } : {}),
  };
  await files.expected.close(rejectedRows);
  await files.rows.close();
  return {
    poverty: poverty.counts,
    subsistence: subsistence.counts,
    disability: disability.counts,
    orphans: orphans.counts,
    enrollment: enrollment.counts,
  };
}
