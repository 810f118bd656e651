import type { Disclosure, RequestEntry } from '../audit-entry.ts';

/** What the leaves of one form share, as an entry tells it: all but when, under which names and of whom. */
export interface RequestTraits extends Omit<
  RequestEntry,
  'kind' | 'time' | 'txn' | 'traceId' | 'caseRef' | 'disclosures' | 'agencies'
> {
  readonly keyVersion: number;
  readonly hasCase: boolean;
  /** Of the disclosures that have students. */
  readonly disclosed: readonly (readonly string[])[];
  readonly agencies: readonly { readonly agency: string; readonly answered: boolean }[];
}

/** A copy, and without any student's number: whatever becomes of the entry, its form stays what it was made of. */
export function requestTraits(entry: RequestEntry, keyVersion: number): RequestTraits {
  const { outcome, httpStatus, client, role, location, purpose, legalBasis, assurance } = entry;
  const { document, mask, policy, screening, fields, programs, refusedFields, agencies } = entry;
  return structuredClone({
    ...{ outcome, httpStatus, client, role, location, purpose, legalBasis, assurance },
    ...{ document, mask, policy, screening, fields, programs, refusedFields, keyVersion },
    hasCase: entry.caseRef !== undefined,
    disclosed: disclosuresWithStudents(entry).map((disclosure) => disclosure.fields),
    agencies: agencies.map(({ agency, answered }) => ({ agency, answered })),
  });
}

/**
 * Whether an entry has these traits, so that its leaf is of their form. Members are compared one by one: a key of all of
 * them cost more to write and to look up than the rest of the leaf.
 */
export function hasTraits(entry: RequestEntry, keyVersion: number, traits: RequestTraits): boolean {
  return (
    entry.document === traits.document &&
    entry.outcome === traits.outcome &&
    entry.client === traits.client &&
    entry.purpose === traits.purpose &&
    entry.screening === traits.screening &&
    entry.location === traits.location &&
    entry.role === traits.role &&
    entry.httpStatus === traits.httpStatus &&
    entry.legalBasis === traits.legalBasis &&
    entry.assurance === traits.assurance &&
    entry.mask === traits.mask &&
    entry.policy === traits.policy &&
    keyVersion === traits.keyVersion &&
    (entry.caseRef !== undefined) === traits.hasCase &&
    sameTexts(entry.fields, traits.fields) &&
    sameTexts(entry.programs, traits.programs) &&
    sameTexts(entry.refusedFields ?? [], traits.refusedFields ?? []) &&
    sameAgencies(entry.agencies, traits.agencies) &&
    sameDisclosures(disclosuresWithStudents(entry), traits.disclosed)
  );
}

export function disclosuresWithStudents({ disclosures }: RequestEntry): readonly Disclosure[] {
  return disclosures.every(({ studentNumbers }) => studentNumbers.length > 0)
    ? disclosures
    : disclosures.filter(({ studentNumbers }) => studentNumbers.length > 0);
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index]);
}

function sameAgencies(some: RequestEntry['agencies'], others: RequestTraits['agencies']): boolean {
  return (
    some.length === others.length &&
    some.every(({ agency, answered }, index) => {
      const other = others[index];
      return agency === other?.agency && answered === other.answered;
    })
  );
}

function sameDisclosures(some: readonly Disclosure[], others: RequestTraits['disclosed']): boolean {
  return (
    some.length === others.length && some.every(({ fields }, index) => sameTexts(fields, others[index] ?? []))
  );
}
