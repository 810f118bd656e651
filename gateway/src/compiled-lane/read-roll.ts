import type { Stage } from '@hearthgate/schema';
import {
  readDate,
  readList,
  readListOf,
  readPersonRef,
  readRecord,
  readStages,
  WrongAnswer,
} from './answer-checks.ts';

type Data = Readonly<Record<string, unknown>>;

/** A person as enrollment links them: the refs that were asked for, by their fields; null where there is none. */
export type LinkedPerson = Readonly<Record<string, string | null>>;

export interface LinkedStudent {
  readonly studentNumber: string;
  readonly stages: readonly Stage[];
  /** Null for a student without a usable ID number. */
  readonly student: LinkedPerson | null;
  readonly guardians: readonly LinkedPerson[];
}

export interface Roll {
  /** Null when enrollment holds no register yet. */
  readonly asOf: string | null;
  /** In the order of the numbers; null for a number that is not on the roll. */
  readonly students: readonly (LinkedStudent | null)[];
}

/** The pseudonyms that are asked for, by the fields that hold them. */
export interface RefFields {
  readonly student: readonly string[];
  readonly guardians: readonly string[];
}

/**
 * The roll in enrollment's answer. Guarantees a student, or none, for each number in the order of the numbers, and each
 * ref that was asked for, in its form.
 *
 * Throws `WrongAnswer` for anything else.
 */
export function readRoll(data: Data, studentNumbers: readonly string[], fields: RefFields): Roll {
  const roll = readRecord(data['enrolledStudents']);
  const asOf = roll['asOf'] === null ? null : readDate(roll['asOf']);
  const students = readListOf(studentNumbers.length, roll['students']).map((value, index) => {
    if (value === null) return null;
    const student = readRecord(value);
    const studentNumber = studentNumbers[index] ?? '';
    if (student['studentNumber'] !== studentNumber) {
      throw new WrongAnswer('another student than was asked for');
    }
    return {
      studentNumber,
      stages: readStages(student['stages']),
      student: student['student'] === null ? null : readPerson(student['student'], fields.student),
      guardians: readList(student['guardians']).map((guardian) => readPerson(guardian, fields.guardians)),
    };
  });
  return { asOf, students };
}

function readPerson(value: unknown, fields: readonly string[]): LinkedPerson {
  const given = readRecord(value);
  const person: Record<string, string | null> = {};
  for (const field of fields) person[field] = given[field] === null ? null : readPersonRef(given[field]);
  return person;
}
