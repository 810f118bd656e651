import { PERSON_REF_BYTES } from '@hearthgate/schema';

/** The agencies whose pseudonyms the roll holds, by how columns and fields begin, and how the roll's key versions name them. */
export const REF_AGENCIES = [
  { column: 'poverty_registry', field: 'povertyRegistryRef', agency: 'poverty-registry' },
  { column: 'subsistence_allowance', field: 'subsistenceAllowanceRef', agency: 'subsistence-allowance' },
  { column: 'disability', field: 'disabilityRef', agency: 'disability' },
  { column: 'orphans', field: 'orphansRef', agency: 'orphans' },
] as const;

export type RefField = (typeof REF_AGENCIES)[number]['field'];

/** Rows of a roll as columns, all in one order. */
export interface RollRows {
  readonly studentNumbers: readonly string[];
  /** Empty where a row has no readable stage. */
  readonly stages: readonly string[];
  /** `t` where the student has a usable ID number, under pseudonyms at all agencies that are asked about every member of a household. */
  readonly identified: readonly string[];
  /** Of the students, by field: 16 bytes a row, of zeros where there is none. */
  readonly students: Readonly<Partial<Record<RefField, Buffer>>>;
  /** Of the guardians, by field. */
  readonly guardians: Readonly<Partial<Record<RefField, GuardianRefs>>>;
}

/** The guardians of all rows. */
export interface GuardianRefs {
  /** 16 bytes each. */
  readonly bytes: Buffer;
  /** Where each row's guardians begin, and, at the end, where the last row's end; in guardians. */
  readonly starts: Uint32Array;
}

/**
 * Takes apart what Postgres' `array_send` gave for one `uuid[]` a row, one after the other: dimensions, whether a null is
 * among them, the elements' type, and of each dimension its length and lower bound; then each element after its length.
 */
export function readGuardianRefs(sent: Buffer, rows: number): GuardianRefs {
  const bytes = Buffer.allocUnsafe(sent.length);
  const starts = new Uint32Array(rows + 1);
  let at = 0;
  let written = 0;
  for (let row = 0; row < rows; row += 1) {
    const dimensions = sent.readInt32BE(at);
    const count = dimensions === 0 ? 0 : sent.readInt32BE(at + 12);
    if (dimensions > 1 || sent.readInt32BE(at + 4) !== 0) throw new Error('guardians are no plain list');
    at += 12 + dimensions * 8;
    for (let guardian = 0; guardian < count; guardian += 1) {
      at += 4;
      for (let byte = 0; byte < PERSON_REF_BYTES; byte += 1) bytes[written + byte] = sent[at + byte] ?? 0;
      at += PERSON_REF_BYTES;
      written += PERSON_REF_BYTES;
    }
    starts[row + 1] = written / PERSON_REF_BYTES;
  }
  if (at !== sent.length) throw new Error('guardians of another number of rows');
  return { bytes: bytes.subarray(0, written), starts };
}
