import type { DerivedStatus, Finding, ViewField } from '@hearthgate/policies';
import { SPECIAL_GROUPS, type SpecialGroup } from '@hearthgate/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HouseholdStatusAnswer } from '../../answers.ts';
import { isUnanswered, packResult, RESULT_FINDINGS, unpackResult, withoutFields } from './student-result.ts';

const reason = fc.constantFrom(
  'AGENCY_UNAVAILABLE' as const,
  'NO_IDENTITY_NUMBER' as const,
  'WITHHELD' as const,
  'NOT_SHARED' as const,
);
const finding: fc.Arbitrary<Finding> = fc.oneof(
  fc
    .constantFrom('YES' as const, 'NO' as const)
    .map((answer) => ({ answer, asOf: '2026-11-01', unknownReason: null })),
  reason.map((unknownReason) => ({ answer: 'UNKNOWN' as const, asOf: null, unknownReason })),
);
const status: fc.Arbitrary<DerivedStatus> = fc
  .record({
    enrollment: finding,
    povertyRegistry: finding,
    subsistenceAllowance: finding,
    disability: finding,
    orphan: finding,
    specialGroups: fc.subarray([...SPECIAL_GROUPS]),
    complete: fc.boolean(),
    qualified: finding,
  })
  .map(({ qualified, specialGroups, ...rest }) => ({
    ...rest,
    specialGroups: [...specialGroups].sort() as SpecialGroup[],
    qualifies: () => qualified,
  }));
const fields = fc
  .subarray<ViewField>([...RESULT_FINDINGS, 'specialGroups', 'complete'])
  .map((some) => new Set<ViewField>(['studentNumber', ...some]));

function pack(derived: DerivedStatus, shown: ReadonlySet<ViewField>): { answers: number; reasons: number } {
  const into = new Uint32Array(2);
  const answer = new HouseholdStatusAnswer('J000000000000000001', { status: derived });
  packResult(answer, { fields: shown, program: 'SENIOR_NATIONAL_GRANT' }, into, 0);
  return { answers: into[0]!, reasons: into[1]! };
}

/** What a result must unpack to: of the fields shown, what the status says, and of the others nothing. */
function expected(derived: DerivedStatus, shown: ReadonlySet<ViewField>) {
  const findings = RESULT_FINDINGS.filter((field) => shown.has(field)).map((field) => {
    const { answer, unknownReason } =
      field === 'qualifies' ? derived.qualifies('SENIOR_NATIONAL_GRANT') : derived[field];
    return [field, { answer, unknownReason: unknownReason ?? undefined }];
  });
  return {
    onRoll: true,
    findings: Object.fromEntries(findings) as object,
    specialGroups: shown.has('specialGroups') ? derived.specialGroups : undefined,
    complete: shown.has('complete') ? derived.complete : undefined,
  };
}

const sortedGroups = (result: ReturnType<typeof unpackResult>) => ({
  ...result,
  specialGroups: result.specialGroups && [...result.specialGroups].sort(),
});

test('what is packed comes back: the fields that are shown, and no other', () => {
  fc.assert(
    fc.property(status, fields, (derived, shown) => {
      expect(sortedGroups(unpackResult(pack(derived, shown)))).toEqual(expected(derived, shown));
    }),
  );
});

test('a field that may not be shown any more is gone, and the others stay', () => {
  fc.assert(
    fc.property(status, fields, fields, (derived, before, now) => {
      const left = new Set([...before].filter((field) => now.has(field)));
      expect(sortedGroups(unpackResult(withoutFields(pack(derived, before), now)))).toEqual(
        expected(derived, left),
      );
    }),
  );
});

test('a student off the roll is that and nothing else, whatever may be shown', () => {
  const into = new Uint32Array(2);
  packResult(
    { __typename: 'NotOnRoll', studentNumber: 'J000000000000000001' },
    { fields: new Set(['complete', 'orphan']), program: undefined },
    into,
    0,
  );
  const result = { answers: into[0]!, reasons: into[1]! };
  for (const packed of [result, withoutFields(result, new Set())]) {
    expect(unpackResult(packed)).toEqual({
      onRoll: false,
      findings: {},
      specialGroups: undefined,
      complete: undefined,
    });
  }
});

test('is unanswered exactly where some finding waits for an agency', () => {
  fc.assert(
    fc.property(status, fields, (derived, shown) => {
      const waits = Object.values(unpackResult(pack(derived, shown)).findings).some(
        ({ unknownReason }) => unknownReason === 'AGENCY_UNAVAILABLE',
      );
      expect(isUnanswered(pack(derived, shown).reasons)).toBe(waits);
    }),
  );
});
