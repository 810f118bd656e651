import { ROLES, PURPOSES, AID_PROGRAMS, type Purpose, type Role, type AidProgram } from '@hearthgate/schema';
import type { RollBounds } from '@hearthgate/access-token';
import { z } from 'zod';

export const SCREENING_STATUSES = [
  'AWAITING_ROSTER',
  'RUNNING',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
  'EXPIRED',
] as const;
export type ScreeningStatus = (typeof SCREENING_STATUSES)[number];

export const FAILURE_CODES = [
  'ROSTER_UNREADABLE',
  'ROSTER_TOO_LARGE',
  'CLIENT_REVOKED',
  'PURPOSE_NOT_PERMITTED',
  'INTERNAL',
] as const;

const failure = z.strictObject({
  code: z.enum(FAILURE_CODES),
  message: z.string(),
  line: z.int().optional(),
});
export type ScreeningFailure = Readonly<z.output<typeof failure>>;

const bytes = z.instanceof(Buffer).nullable();

const row = z.object({
  id: z.string(),
  client: z.string(),
  role: z.enum(ROLES),
  purpose: z.enum(PURPOSES),
  location: z.string(),
  legal_basis: z.string(),
  case_ref: z.string().nullable(),
  bounds: z.union([z.strictObject({ schoolCode: z.string() }), z.strictObject({ divisionCode: z.string() })]),
  assurance: z.enum(['bearer', 'dpop']),
  program: z.enum(AID_PROGRAMS).nullable(),
  status: z.enum(SCREENING_STATUSES),
  created_at: z.date(),
  expires_at: z.date(),
  wrapped_key: bytes,
  wrapping_key: z.int(),
  reference: bytes,
  upload_format: z.enum(['csv', 'ndjson']).nullable(),
  upload_bytes: z.coerce.number(),
  upload_parts: z.int(),
  upload_complete: z.boolean(),
  rows_total: z.int().nullable(),
  students: z.int().nullable(),
  chunks: z.int().nullable(),
  rows_done: z.int(),
  unanswered: z.int(),
  round: z.int(),
  cut: bytes,
  summary: bytes,
  failure: failure.nullable(),
});

/** What a screening's token granted, kept with it: all that is asked for it is asked under this. */
export interface ScreeningGrant {
  readonly client: string;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  readonly caseRef: string | undefined;
  readonly location: string;
  readonly bounds: RollBounds;
  readonly assurance: 'bearer' | 'dpop';
}

/** A row of table `screening.screening`. */
export interface ScreeningRow {
  readonly id: string;
  readonly grant: ScreeningGrant;
  readonly program: AidProgram | undefined;
  readonly status: ScreeningStatus;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Null once erased. */
  readonly wrappedKey: Buffer | null;
  readonly wrappingKey: number;
  readonly reference: Buffer | null;
  readonly uploadFormat: 'csv' | 'ndjson' | null;
  readonly uploadBytes: number;
  readonly uploadParts: number;
  readonly uploadComplete: boolean;
  /** Null until the roster is cut. */
  readonly rowsTotal: number | null;
  readonly students: number | null;
  readonly chunks: number | null;
  readonly rowsDone: number;
  readonly unanswered: number;
  readonly round: number;
  readonly cut: Buffer | null;
  readonly summary: Buffer | null;
  readonly failure: ScreeningFailure | null;
}

/** What a query selects for `parseScreeningRows`. */
export const screeningColumns = Object.keys(row.shape).join(', ');

export function parseScreeningRows(rows: unknown): ScreeningRow[] {
  return z
    .array(row)
    .parse(rows)
    .map((parsed) => ({
      id: parsed.id,
      grant: {
        client: parsed.client,
        role: parsed.role,
        purpose: parsed.purpose,
        legalBasis: parsed.legal_basis,
        caseRef: parsed.case_ref ?? undefined,
        location: parsed.location,
        bounds: parsed.bounds as RollBounds,
        assurance: parsed.assurance,
      },
      program: parsed.program ?? undefined,
      status: parsed.status,
      createdAt: parsed.created_at,
      expiresAt: parsed.expires_at,
      wrappedKey: parsed.wrapped_key,
      wrappingKey: parsed.wrapping_key,
      reference: parsed.reference,
      uploadFormat: parsed.upload_format,
      uploadBytes: parsed.upload_bytes,
      uploadParts: parsed.upload_parts,
      uploadComplete: parsed.upload_complete,
      rowsTotal: parsed.rows_total,
      students: parsed.students,
      chunks: parsed.chunks,
      rowsDone: parsed.rows_done,
      unanswered: parsed.unanswered,
      round: parsed.round,
      cut: parsed.cut,
      summary: parsed.summary,
      failure: parsed.failure,
    }));
}
