import { AID_PROGRAMS } from '@hearthgate/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DerivedStatus, deriveStatus } from './derive-status.ts';
import type { Evidence, SourceName, UnknownReason } from './evidence.ts';
import { anyEvidence, DOWN, NOBODY_LISTED, POVERTY, SUBSISTENCE } from './evidence-for-tests.ts';
import type { Finding } from './finding.ts';
import { GROUP_RULES, GROUPS_OF_FINDING } from './group-rules.ts';
import { programInForce } from './program-in-force.ts';

const TODAY = '2026-11-22';
const SOURCES: SourceName[] = ['povertyRegistry', 'subsistenceAllowance', 'disability', 'orphans'];
const CATEGORIES: Record<SourceName, readonly string[]> = {
  povertyRegistry: POVERTY,
  subsistenceAllowance: SUBSISTENCE,
  disability: ['CERTIFIED'],
  orphans: ['ORPHAN', 'DE_FACTO_UNATTENDED'],
};

const anyReason = fc.constantFrom<UnknownReason>('AGENCY_UNAVAILABLE', 'WITHHELD', 'NOT_SHARED');
const anySource = fc.constantFrom(...SOURCES);

function findings(status: DerivedStatus): Record<string, Finding> {
  return {
    enrollment: status.enrollment,
    povertyRegistry: status.povertyRegistry,
    subsistenceAllowance: status.subsistenceAllowance,
    disability: status.disability,
    orphan: status.orphan,
    ...Object.fromEntries(AID_PROGRAMS.map((program) => [program, status.qualifies(program)])),
  };
}

const everything = (evidence: Evidence) => {
  const status = deriveStatus(evidence, TODAY);
  return { ...findings(status), specialGroups: status.specialGroups, complete: status.complete };
};

/** Whether a finding's NO may rest on a source: by its groups, unless the stage already decides. */
function restsOn(name: string, source: SourceName, evidence: Evidence): boolean {
  if (name === 'enrollment' || !evidence.enrollment.known) return false;
  if (name in GROUPS_OF_FINDING) {
    const groups = GROUPS_OF_FINDING[name as keyof typeof GROUPS_OF_FINDING];
    return groups.some((group) => GROUP_RULES[group]?.source === source);
  }
  const rules = programInForce(name as (typeof AID_PROGRAMS)[number], TODAY);
  const { stages } = evidence.enrollment;
  if (rules === undefined || !stages.some((stage) => rules.stages.includes(stage))) return false;
  return rules.groups.some((group) => GROUP_RULES[group]?.source === source);
}

describe('deriveStatus', () => {
  it('L1 unknown never turns into no: taking a source away', () => {
    fc.assert(
      fc.property(anyEvidence, anySource, anyReason, (evidence, source, reason) => {
        const before = findings(deriveStatus(evidence, TODAY));
        const without = { ...evidence, [source]: { known: false, reason } };
        const after = findings(deriveStatus(without, TODAY));
        for (const [name, { answer }] of Object.entries(before)) {
          const now = after[name]!.answer;
          if (answer === 'UNKNOWN') expect(now).toBe('UNKNOWN');
          if (answer === 'YES') expect(['YES', 'UNKNOWN']).toContain(now);
          if (answer === 'NO') expect(now).toBe(restsOn(name, source, evidence) ? 'UNKNOWN' : 'NO');
        }
        const groupsBefore = deriveStatus(evidence, TODAY).specialGroups;
        for (const group of deriveStatus(without, TODAY).specialGroups) expect(groupsBefore).toContain(group);
        expect(deriveStatus(without, TODAY).complete).toBe(false);
      }),
    );
  });

  it('L1 holds at the edge: an outage turns a NO that rests on it into UNKNOWN, and no other', () => {
    const down = deriveStatus({ ...NOBODY_LISTED, orphans: DOWN }, TODAY);
    expect(down.orphan.answer).toBe('UNKNOWN');
    expect(down.disability.answer).toBe('NO');
    expect(down.qualifies('SENIOR_NATIONAL_GRANT').answer).toBe('UNKNOWN');
    expect(down.qualifies('SENIOR_TUITION_WAIVER').answer).toBe('NO');
  });

  it('L2 enrollment unknown: every finding unknown for its reason, no group, incomplete', () => {
    fc.assert(
      fc.property(anyEvidence, anyReason, (evidence, reason) => {
        const status = deriveStatus({ ...evidence, enrollment: { known: false, reason } }, TODAY);
        const unknown = { answer: 'UNKNOWN', asOf: null, unknownReason: reason };
        for (const finding of Object.values(findings(status))) expect(finding).toEqual(unknown);
        expect(status.specialGroups).toEqual([]);
        expect(status.complete).toBe(false);
      }),
    );
  });

  it('L3 monotonicity: one more active entry takes no YES and no group away', () => {
    const more = anySource.chain((source) =>
      fc.record({
        source: fc.constant(source),
        category: fc.constantFrom(...CATEGORIES[source]),
        guardian: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(anyEvidence, more, (evidence, { source, category, guardian }) => {
        const old = evidence[source];
        fc.pre(old.known && evidence.enrollment.known);
        if (!old.known || !evidence.enrollment.known) return;
        fc.pre(guardian ? evidence.enrollment.guardianCount > 0 : old.student !== null);
        const grown = guardian
          ? { ...old, guardians: [...(old.guardians ?? []), category] }
          : { ...old, student: [...(old.student ?? []), category] };
        const before = deriveStatus(evidence, TODAY);
        const after = deriveStatus({ ...evidence, [source]: grown }, TODAY);
        for (const [name, { answer }] of Object.entries(findings(before))) {
          if (answer === 'YES') expect(findings(after)[name]!.answer).toBe('YES');
          if (answer === 'NO') expect(findings(after)[name]!.answer).not.toBe('UNKNOWN');
        }
        expect(after.specialGroups).toEqual(expect.arrayContaining(before.specialGroups));
        expect(after.complete).toBe(before.complete);
      }),
    );
  });

  it('L4 the order of entries and stages, and entries that stand twice, make no difference', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const turned = structuredClone(evidence) as Record<string, unknown>;
        for (const source of SOURCES) {
          const old = evidence[source];
          if (!old.known) continue;
          const twice = (list: readonly string[]) => [...list].reverse().concat(list);
          turned[source] = {
            ...old,
            student: old.student && twice(old.student),
            guardians: twice(old.guardians ?? []),
          };
        }
        if (evidence.enrollment.known) {
          turned.enrollment = { ...evidence.enrollment, stages: [...evidence.enrollment.stages].reverse() };
        }
        expect(everything(turned as unknown as Evidence)).toEqual(everything(evidence));
      }),
    );
  });

  it('L5 whoever is on the roll is enrolled, as of the roll', () => {
    expect(deriveStatus(NOBODY_LISTED, TODAY).enrollment).toEqual({
      answer: 'YES',
      asOf: '2026-11-01',
      unknownReason: null,
    });
    expect(deriveStatus({ enrollment: DOWN }, TODAY).enrollment.unknownReason).toBe('AGENCY_UNAVAILABLE');
  });

  it('derives a field only when it is read, so that a plan need not serve what nobody selected', () => {
    const { enrollment, disability } = NOBODY_LISTED;
    const status = deriveStatus({ enrollment, disability }, TODAY);
    expect(status.disability.answer).toBe('NO');
    expect(() => status.orphan).toThrow('asked nothing of orphans');
  });
});
