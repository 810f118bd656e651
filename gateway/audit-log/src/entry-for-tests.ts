import { randomUUID } from 'node:crypto';
import type { RequestEntry } from './audit-entry.ts';

/** For tests: a school's request about one student, or what is told otherwise. */
export function entryForTests(told: Partial<RequestEntry> = {}): RequestEntry {
  const fields = told.fields ?? ['disability', 'orphan'];
  return {
    kind: 'REQUEST',
    time: new Date('2026-11-27T08:00:00.123Z'),
    txn: randomUUID(),
    traceId: randomUUID().replaceAll('-', ''),
    outcome: 'ANSWERED',
    httpStatus: 200,
    client: 'lianhe-senior-1',
    role: 'SCHOOL_AID_OFFICE',
    location: '3499107001',
    purpose: 'AID_ELIGIBILITY',
    legalBasis: '教财〔2018〕16号',
    assurance: 'bearer',
    fields,
    programs: [],
    disclosures: [{ fields, studentNumbers: ['L000000000000000001'] }],
    agencies: [{ agency: 'disability', txn: randomUUID(), answered: true }],
    ...told,
  };
}
