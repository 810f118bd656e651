import { Refusal } from '../errors.ts';

/** `AuditFilter` of schema/audit.graphql, coerced. */
export interface AuditFilterInput {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly client?: string | null;
  readonly school?: string | null;
  readonly purpose?: string | null;
  readonly outcome?: string | null;
  readonly field?: string | null;
}

/** A division's code has up to 12 digits; an ID number 15 or more. */
const namePattern = /^(?!.*\d{13})[\w*.-]{1,100}$/;
const names = ['client', 'school', 'purpose', 'outcome', 'field'] as const;

export interface ReadFilter {
  readonly filter: Readonly<Partial<Record<(typeof names)[number], string>> & { from?: Date; to?: Date }>;
  /** What the log will say of it. */
  readonly logged: Readonly<Record<string, string>>;
}

/**
 * A filter as the log is searched by and as it is logged. Its words are names and codes: one that could be a person's
 * number is refused, since it would stay in the log.
 *
 * Errors: `BAD_USER_INPUT`, which repeats no value.
 */
export function readFilter(input: AuditFilterInput | null | undefined): ReadFilter {
  const filter: { from?: Date; to?: Date } & Partial<Record<(typeof names)[number], string>> = {};
  const logged: Record<string, string> = {};
  for (const name of names) {
    const value = input?.[name] ?? undefined;
    if (value === undefined) continue;
    if (!namePattern.test(value)) {
      throw new Refusal('BAD_USER_INPUT', `filter.${name} is a name or a code`);
    }
    filter[name] = value;
    logged[name] = value;
  }
  for (const name of ['from', 'to'] as const) {
    const value = input?.[name] ?? undefined;
    if (value === undefined) continue;
    filter[name] = new Date(value);
    logged[name] = filter[name].toISOString();
  }
  return { filter, logged };
}
