import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { calendarDate } from './calendar-date.ts';
import { isPersonRef } from './person-ref.ts';
import { parsePersonRefs } from './person-refs.ts';
import { parseStudentNumber } from './student-number.ts';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly accepts: (text: string) => boolean;
  /** Says what is wanted, never what was given: it goes into answers and logs. */
  readonly message: string;
}

/** Texts on both sides of the wire, so that a value passes through the gateway's stitching unchanged. */
function textScalar({ name, description, accepts, message }: TextScalar): GraphQLScalarType<string, string> {
  const checked = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(message);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: checked,
    parseLiteral: (node) => checked(node.kind === Kind.STRING ? node.value : undefined),
    serialize: checked,
  });
}

/** Canonical student numbers only; values are `StudentNumber`s. */
export const StudentNumberScalar = textScalar({
  name: 'StudentNumber',
  description:
    'National student number 全国学籍号: `G` and an ID number, or `J` or `L` and 18 digits; 19 characters.',
  accepts: (text) => parseStudentNumber(text) !== undefined,
  message: 'A student number is G and a valid ID number, or J or L and 18 digits: 19 characters.',
});

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const maxKnownDates = 1_000;
/** Found to exist: an answer for a class says the same five dates hundreds of times. */
const knownDates = new Set<string>();

function isCalendarDate(text: string): boolean {
  if (knownDates.has(text)) return true;
  const match = DATE.exec(text);
  const exists =
    match !== null && calendarDate(Number(match[1]), Number(match[2]), Number(match[3])) !== undefined;
  if (exists && knownDates.size < maxKnownDates) knownDates.add(text);
  return exists;
}

export const DateScalar = textScalar({
  name: 'Date',
  description: 'A calendar date, `YYYY-MM-DD`.',
  accepts: isCalendarDate,
  message: 'A date is written YYYY-MM-DD and must exist.',
});

/** Values are `PersonRef`s; `parsePersonRef` takes them apart. */
export const PersonRefScalar = textScalar({
  name: 'PersonRef',
  description: "A person by an agency's own pseudonym: the key's version, a dot, 22 base64url characters.",
  accepts: isPersonRef,
  message: "A person ref is the key's version, a dot and 22 base64url characters.",
});

/** Values are texts; `parsePersonRefs` takes them apart. */
export const PersonRefsScalar = textScalar({
  name: 'PersonRefs',
  description: 'Persons by pseudonyms under one key: its version, a dot, 16 bytes a person in base64url.',
  accepts: (text) => parsePersonRefs(text) !== undefined,
  message: "Person refs are the key's version, a dot and 16 bytes a person in base64url.",
});

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;

export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description: 'An instant as RFC 3339 writes it, with its offset: `2026-11-27T08:00:00Z`.',
  // Date.parse alone takes the 30th of February for the 2nd of March.
  accepts: (text) =>
    INSTANT.test(text) && isCalendarDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
  message: 'An instant is written 2026-11-27T08:00:00Z, or with another offset, and must exist.',
});
