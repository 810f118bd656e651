import { SPECIAL_GROUPS } from '@hearthgate/schema/vocabulary';
import { z } from 'zod';
import { type Attention, FINDINGS, type ResultRow } from './result-row.ts';

const finding = z.object({ answer: z.enum(['YES', 'NO', 'UNKNOWN']), unknownReason: z.string().nullable() });

const lineSchema = z.object({
  studentNumber: z.string(),
  outcome: z.enum(['ANSWERED', 'NOT_ON_ROLL', 'INVALID_NUMBER']),
  enrollment: finding.optional(),
  povertyRegistry: finding.optional(),
  subsistenceAllowance: finding.optional(),
  disability: finding.optional(),
  orphan: finding.optional(),
  qualifies: finding.optional(),
  specialGroups: z.array(z.enum(SPECIAL_GROUPS)).optional(),
  complete: z.boolean().optional(),
});

/** A line of results as the pages work with it. Throws where it is none: results that are not understood are shown to nobody. */
export function parseResultLine(line: string, position: number): ResultRow {
  const { studentNumber, outcome, specialGroups, complete, ...rest } = lineSchema.parse(JSON.parse(line));
  const unknown = FINDINGS.find((name) => rest[name]?.answer === 'UNKNOWN');
  const reason = unknown === undefined ? undefined : (rest[unknown]?.unknownReason ?? undefined);
  return {
    position,
    studentNumber,
    outcome,
    findings: Object.fromEntries(FINDINGS.flatMap((name) => (rest[name] ? [[name, rest[name]]] : []))),
    specialGroups,
    complete,
    attention: attentionOf(outcome, unknown !== undefined || complete === false),
    reason,
  };
}

function attentionOf(outcome: ResultRow['outcome'], isUnknown: boolean): Attention {
  if (outcome === 'INVALID_NUMBER') return 'invalid';
  if (outcome === 'NOT_ON_ROLL') return 'notOnRoll';
  return isUnknown ? 'unknown' : 'none';
}
