import { PURPOSES } from '@hearthgate/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grantAuthorizationDetail } from './grant-authorization-detail.ts';

const registration = { id: 'a-school', role: 'SCHOOL_AID_OFFICE', school: '3499107001' } as const;

const right = { type: 'household-status', actions: ['read'], purpose: 'AID_ELIGIBILITY' };
const value = fc.oneof(
  fc.constantFrom('household-status', 'read', '3499107001', '3499107002', '*', 'STUDENT_AID', ...PURPOSES),
  fc.constantFrom(['3499107001'], ['3499107002'], ['*'], ['3499107001', '3499107002'], ['write']),
  fc.jsonValue(),
);
const member = fc.constantFrom(
  'type',
  'actions',
  'purpose',
  'locations',
  'legal_basis',
  'case_ref',
  'privileges',
);
const entry = fc.dictionary(member, value, { maxKeys: 2 }).map((changes) => ({ ...right, ...changes }));
const requested = fc.oneof({ weight: 9, arbitrary: fc.array(entry, { maxLength: 2 }) }, fc.jsonValue());

test('whatever is asked for, what is granted lies inside the registration', () => {
  const granted = new Set<string>();
  fc.assert(
    fc.property(requested, (details) => {
      const result = grantAuthorizationDetail(details, registration);
      if (!result.ok) return;
      granted.add(JSON.stringify(result.detail));
      expect(result.detail).toMatchObject({
        type: 'household-status',
        actions: ['read'],
        locations: ['3499107001'],
      });
      expect(PURPOSES).toContain(result.detail.purpose);
      expect(result.detail).not.toHaveProperty('privileges');
    }),
    { numRuns: 3000, seed: 1 },
  );
  expect(granted.size).toBeGreaterThan(PURPOSES.length);
});

test.each(['110105194912310021', 'case-440524188001010014', '1101051949123100'])(
  'a case reference that could be an ID number is refused without repeating it: %s',
  (caseRef) => {
    expect(grantAuthorizationDetail([{ ...right, case_ref: '2026/17〔甲〕' }], registration).ok).toBe(true);
    const refused = grantAuthorizationDetail([{ ...right, case_ref: caseRef }], registration);
    expect(refused).toEqual({ ok: false, reason: 'case_ref: must not be an ID number or a student number' });
  },
);
