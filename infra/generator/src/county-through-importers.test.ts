import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register as disability } from '@hearthgate/disability';
import { register as enrollment, schools } from '@hearthgate/enrollment';
import { register as orphans } from '@hearthgate/orphans';
import { deriveStatus, type Evidence, type KnownSource } from '@hearthgate/policies';
import { register as povertyRegistry } from '@hearthgate/poverty-registry';
import type { Stage } from '@hearthgate/schema';
import { type HouseholdRegister, type ImportReport } from '@hearthgate/subgraph-kit/registers';
import { openTestAgency } from '@hearthgate/subgraph-kit/testing';
import { register as subsistenceAllowance } from '@hearthgate/subsistence-allowance';
import { describe, expect, inject, test } from 'vitest';
import { type CountyManifest, generateCounty } from './generate-county.ts';
import { parseQuirks } from './quirks.ts';

const AS_OF = '2026-11-01';
const REGISTERS = {
  poverty: povertyRegistry,
  subsistence: subsistenceAllowance,
  disability,
  orphans,
} as const satisfies Record<string, HouseholdRegister>;
type HouseholdFile = keyof typeof REGISTERS;

interface Enrolled extends Record<string, unknown> {
  readonly student_number: string;
  readonly school_code: string;
  readonly stage: Stage | null;
  readonly id_number: string | null;
  readonly guardian_id_numbers: string[];
}

interface OddRow {
  readonly file: string;
  readonly line: number;
  readonly outcome: string;
}

type Entries = ReadonlyMap<string, string[]>;

/** One register through its own importer into a database of its own: the report, and who is listed as what. */
async function importHouseholds(file: string, register: HouseholdRegister): Promise<[ImportReport, Entries]> {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: register.agency });
  const report = await agency.importFile(register, file, { asOf: AS_OF });
  const entries = new Map<string, string[]>();
  for (const entry of await agency.entries()) {
    const [idNumber = '', category = ''] = entry.split(' ');
    entries.set(idNumber, [...(entries.get(idNumber) ?? []), category]);
  }
  return [report, entries];
}

async function importEnrollment(
  folder: string,
  files: CountyManifest['files'],
): Promise<[ImportReport, Enrolled[]]> {
  await using agency = await openTestAgency({ adminUrl: inject('postgresUrl'), agency: 'enrollment' });
  const directory = await agency.importFile(schools, join(folder, files.schools), { asOf: AS_OF });
  expect(directory.rejected).toEqual([]);
  const report = await agency.importFile(enrollment, join(folder, files.enrollment), { asOf: AS_OF });
  const rows = await agency.query<Enrolled>('select * from register.student where on_roll');
  return [report, rows];
}

/** A student's evidence as a gateway would hold it, from what the importers made of the files. */
function evidenceOf(
  student: Enrolled,
  registers: Readonly<Record<HouseholdFile, Entries>>,
): Required<Evidence> {
  const source = (file: HouseholdFile): KnownSource<never> => {
    const listed = (idNumber: string): never[] => (registers[file].get(idNumber) ?? []) as never[];
    return {
      known: true,
      asOf: AS_OF,
      student: student.id_number === null ? null : listed(student.id_number),
      guardians: student.guardian_id_numbers.flatMap(listed),
    };
  };
  return {
    enrollment: {
      known: true,
      asOf: AS_OF,
      stages: student.stage === null ? [] : [student.stage],
      hasIdentityNumber: student.id_number !== null,
      guardianCount: student.guardian_id_numbers.length,
    },
    povertyRegistry: source('poverty'),
    subsistenceAllowance: source('subsistence'),
    disability: source('disability'),
    orphans: source('orphans'),
  };
}

function statusOf(student: Enrolled, registers: Readonly<Record<HouseholdFile, Entries>>): unknown {
  const status = deriveStatus(evidenceOf(student, registers), AS_OF);
  return {
    school: student.school_code,
    outcome: 'ANSWERED',
    findings: {
      poverty: status.povertyRegistry.answer,
      subsistence: status.subsistenceAllowance.answer,
      disability: status.disability.answer,
      orphan: status.orphan.answer,
    },
    groups: status.specialGroups,
    complete: status.complete,
  };
}

describe('a made-up county through the agencies’ importers and the policies', () => {
  test.each([
    ['none', 1],
    ['all', 1],
    ['all', 2],
    ['all', 3],
    ['all', 4],
  ])(
    'quirks %s, seed %i: every student as expected, every rejected row by its line',
    async (quirks, seed) => {
      const folder = await mkdtemp(join(tmpdir(), 'hearthgate-county-'));
      const manifest = await generateCounty({
        outDir: folder,
        students: 800,
        seed,
        asOf: AS_OF,
        quirks: parseQuirks(quirks),
        expected: 'json',
      });
      const { files } = manifest;
      const [enrollmentReport, students] = await importEnrollment(folder, files);
      const reports: Record<string, ImportReport> = { enrollment: enrollmentReport };
      const registers: Partial<Record<HouseholdFile, Entries>> = {};
      for (const [name, register] of Object.entries(REGISTERS)) {
        const file = name as HouseholdFile;
        [reports[file], registers[file]] = await importHouseholds(join(folder, files[file]), register);
      }
      const expected = JSON.parse(await readFile(join(folder, files.expected), 'utf8')) as {
        students: Record<string, { outcome: string }>;
        rejectedRows: Record<string, number>;
      };
      const odd = (await readFile(join(folder, files.rows), 'utf8')).split('\n').filter(Boolean);
      const rejected = odd
        .map((line) => JSON.parse(line) as OddRow)
        .filter(({ outcome }) => outcome === 'REJECTED');
      await rm(folder, { recursive: true });

      for (const [name, report] of Object.entries(reports)) {
        const file = name as keyof typeof manifest.rows;
        expect({ file, read: report.read, rejected: report.rejected.length }).toEqual({
          file,
          ...manifest.rows[file],
        });
        expect(expected.rejectedRows[file] ?? 0).toBe(report.rejected.length);
        const lines = rejected.filter((row) => row.file === files[file]).map(({ line }) => line);
        expect(report.rejected.map(({ line }) => line).sort((a, b) => a - b)).toEqual(
          lines.sort((a, b) => a - b),
        );
      }
      const answered = Object.entries(expected.students).filter(([, { outcome }]) => outcome === 'ANSWERED');
      const statuses = students.map((student): [string, unknown] => [
        student.student_number,
        statusOf(student, registers as Record<HouseholdFile, Entries>),
      ]);
      expect(Object.keys(expected.students)).toHaveLength(800);
      expect(Object.fromEntries(statuses)).toEqual(Object.fromEntries(answered));
      expect(statuses).toHaveLength(answered.length);
    },
  );
});
