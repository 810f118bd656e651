import type { Access, AuditEntry, Disclosure, RequestEntry } from '../audit-entry.ts';
import type { Leaf } from './leaf-schema.ts';
import { pseudonymsOf } from './pseudonyms-of.ts';
import { sortedDistinct } from './sorted-distinct.ts';

/** Pseudonyms under the current version of the audit key. */
export interface Pseudonyms {
  readonly version: number;
  pseudonymOf(studentNumber: string): string;
}

/**
 * The leaf of an entry: names sorted, each once; students as pseudonyms, grouped by what was disclosed about them. A
 * student who was asked about twice with different fields stands in both groups. Student numbers go no further.
 *
 * Does not check the schema: `encodeEntry` does. Throws a `TypeError` for a student number that is not one in its only form.
 */
export function toLeaf(entry: AuditEntry, pseudonyms: Pseudonyms): Leaf {
  switch (entry.kind) {
    case 'REQUEST':
      return requestLeaf(entry, pseudonyms);
    case 'REVIEW': {
      const subjects = pseudonymsOf(entry.studentNumbers, pseudonyms);
      return {
        ...accessOf(entry),
        kind: 'REVIEW',
        operations: sortedDistinct(entry.operations),
        ...(entry.filter && Object.keys(entry.filter).length > 0 && { filter: { ...entry.filter } }),
        ...(entry.reason !== undefined && { reason: entry.reason }),
        ...(subjects.length > 0 && { subjectKey: pseudonyms.version }),
        subjects,
        results: entry.results,
      };
    }
    case 'REFUSALS':
      return {
        version: 1,
        kind: 'REFUSALS',
        time: entry.time.toISOString(),
        caller: { ...entry.caller },
        from: entry.from.toISOString(),
        to: entry.to.toISOString(),
        counts: { ...entry.counts },
      };
    case 'START':
      return { version: 1, kind: 'START', time: entry.time.toISOString(), policy: entry.policy };
  }
}

function requestLeaf(entry: RequestEntry, pseudonyms: Pseudonyms): Leaf {
  const { document, mask, policy, screening, fields, programs, refusedFields = [], agencies } = entry;
  const disclosures = grouped(entry.disclosures, pseudonyms);
  return {
    ...accessOf(entry),
    kind: 'REQUEST',
    ...(document !== undefined && { document }),
    ...(mask !== undefined && { mask }),
    ...(policy !== undefined && { policy }),
    ...(screening !== undefined && { screening }),
    fields: sortedDistinct(fields),
    programs: sortedDistinct(programs),
    ...(refusedFields.length > 0 && { refusedFields: sortedDistinct(refusedFields) }),
    ...(disclosures.length > 0 && { subjectKey: pseudonyms.version }),
    disclosures,
    agencies: agencies
      .map(({ agency, txn, answered }) => ({ agency, txn, answered }))
      .sort((a, b) => (a.agency < b.agency ? -1 : 1)),
  };
}

function accessOf(entry: Access) {
  const { txn, traceId, outcome, httpStatus, client, role, location, purpose } = entry;
  return {
    ...{ version: 1 as const, time: entry.time.toISOString() },
    ...{ txn, traceId, outcome, httpStatus, client, role, location, purpose },
    legalBasis: entry.legalBasis,
    ...(entry.caseRef !== undefined && { caseRef: entry.caseRef }),
    assurance: entry.assurance,
  };
}

function grouped(disclosures: readonly Disclosure[], pseudonyms: Pseudonyms) {
  const groups = new Map<string, { fields: string[]; studentNumbers: string[] }>();
  for (const { fields: given, studentNumbers } of disclosures) {
    if (studentNumbers.length === 0) continue;
    const fields = sortedDistinct(given);
    const key = fields.join(' ');
    const group = groups.get(key);
    groups.set(key, { fields, studentNumbers: [...(group?.studentNumbers ?? []), ...studentNumbers] });
  }
  return sortedDistinct([...groups.keys()]).map((key) => {
    const { fields = [], studentNumbers = [] } = groups.get(key) ?? {};
    return { fields, subjects: pseudonymsOf(studentNumbers, pseudonyms) };
  });
}
