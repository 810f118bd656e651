import { PERSON_REF_WORDS, personRefWords } from '@hearthgate/schema';

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
  // All lengths are words, in the order of bytes that the wire has and the machine may not.
  const view = new DataView(sent.buffer, sent.byteOffset, sent.byteLength);
  const words = personRefWords(sent);
  const refs = new Uint32Array(words.length);
  const starts = new Uint32Array(rows + 1);
  let at = 0;
  let written = 0;
  for (let row = 0; row < rows; row += 1) {
    const dimensions = view.getInt32(at * 4);
    const count = dimensions === 0 ? 0 : view.getInt32((at + 3) * 4);
    if (dimensions > 1 || view.getInt32((at + 1) * 4) !== 0) throw new Error('guardians are no plain list');
    at += 3 + dimensions * 2;
    for (let guardian = 0; guardian < count; guardian += 1) {
      at += 1;
      for (let word = 0; word < PERSON_REF_WORDS; word += 1) refs[written + word] = words[at + word] ?? 0;
      at += PERSON_REF_WORDS;
      written += PERSON_REF_WORDS;
    }
    starts[row + 1] = written / PERSON_REF_WORDS;
  }
  if (at !== words.length) throw new Error('guardians of another number of rows');
  return { bytes: Buffer.from(refs.buffer, 0, written * 4), starts };
}
