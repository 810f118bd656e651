// Written by `npm run documents` from schema/documents and schema/public.graphql.
import type {
  AidProgram,
  Counted,
  ScreeningFailureCode,
  ScreeningStatus,
  SpecialGroup,
} from './shared-types.ts';
import type { TrustedDocument } from './trusted-document.ts';

export interface ScreeningJobVariables {
  readonly id: string;
}

export interface ScreeningJobData {
  readonly screening: {
    readonly id: string;
    readonly status: ScreeningStatus;
    readonly program: AidProgram | null;
    readonly clientReference: string | null;
    readonly createdAt: string;
    readonly expiresAt: string;
    readonly uploadUrl: string;
    readonly progress: {
      readonly total: number | null;
      readonly complete: number;
      readonly unanswered: number;
    };
    readonly resultsUrl: string | null;
    readonly failure: {
      readonly code: ScreeningFailureCode;
      readonly message: string;
      readonly line: number | null;
    } | null;
    readonly summary: {
      readonly rows: number;
      readonly students: number;
      readonly outcomes: {
        readonly answered: number;
        readonly notOnRoll: number;
        readonly invalidNumber: number;
      };
      readonly findings: readonly Counted[];
      readonly qualifies: Counted | null;
      readonly specialGroups: readonly { readonly group: SpecialGroup; readonly count: number }[] | null;
      readonly complete: number | null;
      readonly incomplete: number | null;
      readonly rejected: readonly { readonly line: number; readonly reason: string }[];
      readonly warnings: readonly { readonly line: number; readonly reason: string }[];
      readonly passedOver: { readonly title: number; readonly blank: number; readonly total: number };
      readonly registers: readonly {
        readonly agency: string;
        readonly asOf: string;
        readonly accepted: number;
        readonly rejected: number;
      }[];
      readonly registersMissing: readonly string[];
      readonly registersChanged: readonly string[];
    } | null;
  } | null;
}

/** How far a screening is, and what came of it once it is completed. */
export const screeningJob: TrustedDocument<ScreeningJobVariables, ScreeningJobData> = {
  file: 'screening.graphql',
  id: 'sha256:7df78293791c1e85d44d651f423015892a5a6851b1b97bf71018e36d3714cd0b',
  operation: 'query',
};
