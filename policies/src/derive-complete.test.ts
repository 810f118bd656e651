import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveComplete } from './derive-complete.ts';
import { deriveFinding } from './derive-finding.ts';
import type { Evidence } from './evidence.ts';
import {
  anyEvidence,
  DOWN,
  NO_ID_NUMBER,
  NOBODY_LISTED,
  NOT_SHARED,
  without,
  WITHHELD,
} from './evidence-for-tests.ts';
import { SourceNotAsked } from './source-not-asked.ts';

const cases: [rule: string, evidence: Evidence, complete: boolean][] = [
  ['C1 all four answered', NOBODY_LISTED, true],
  ['C2 poverty registry down', { ...NOBODY_LISTED, povertyRegistry: DOWN }, false],
  ['C2 subsistence allowance withheld', { ...NOBODY_LISTED, subsistenceAllowance: WITHHELD }, false],
  ['C2 disability not shared', { ...NOBODY_LISTED, disability: NOT_SHARED }, false],
  ['C2 orphans down', { ...NOBODY_LISTED, orphans: DOWN }, false],
  ['C3 no ID number', NO_ID_NUMBER, false],
  [
    'C3 no ID number, though the sources claim to have been asked about the student',
    { ...NOBODY_LISTED, enrollment: NO_ID_NUMBER.enrollment },
    false,
  ],
  ['C4 enrollment down', { ...NOBODY_LISTED, enrollment: DOWN }, false],
  [
    'C5 no stage known: no matter of the four',
    { ...NOBODY_LISTED, enrollment: { ...NOBODY_LISTED.enrollment, stages: [] } },
    true,
  ],
];

describe('deriveComplete', () => {
  it.each(cases)('%s', (_rule, evidence, complete) => {
    expect(deriveComplete(evidence)).toBe(complete);
  });

  it('C6 is exactly: none of the four findings is UNKNOWN', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const answers = (['povertyRegistry', 'subsistenceAllowance', 'disability', 'orphan'] as const).map(
          (finding) => deriveFinding(finding, evidence).answer,
        );
        expect(deriveComplete(evidence)).toBe(!answers.includes('UNKNOWN'));
      }),
    );
  });

  it('C7 a plan that left a source out fails, also for a student who is incomplete anyway', () => {
    expect(() => deriveComplete(without(NO_ID_NUMBER, 'orphans'))).toThrow(SourceNotAsked);
    expect(deriveComplete(NO_ID_NUMBER)).toBe(false);
  });
});
