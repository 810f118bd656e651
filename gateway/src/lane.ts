import type { Evidence, EvidencePlan, FieldMask, RefusedDocument } from '@hearthgate/policies';
import type { AgencyName } from '@hearthgate/schema';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { AskAgency } from './agencies/agency-caller.ts';
import type { RequestAuthority } from './agency-token/request-authority.ts';
import type { Answers } from './answers.ts';
import type { CacheCounts } from './compiled-lane/counted-cache.ts';
import type { GatewaySpan } from './telemetry/gateway-span.ts';
import type { ObserveAgencyCall } from './telemetry/observe-agency-calls.ts';

export interface PlanRequest {
  /** Parsed, and valid against the public schema. */
  readonly document: DocumentNode;
  /** One of the document's. */
  readonly operation: OperationDefinitionNode;
  readonly mask: FieldMask;
  /** As the caller sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** `YYYY-MM-DD`: which version of the programs counts. */
  readonly onDate: string;
}

/** A request that the mask permits, with all that is to be fetched for it. */
export interface PlannedRequest {
  readonly plan: EvidencePlan;
  /** Puts the answers into the shape that the document asks for, as GraphQL's own execution would. */
  readonly project: (answers: Answers) => ExecutionResult | Promise<ExecutionResult>;
}

export interface EvidenceRequest {
  readonly plan: EvidencePlan;
  readonly authority: RequestAuthority;
  readonly deadline: AbortSignal;
  /** The span that its calls belong to, of a request that is sampled. */
  readonly span?: GatewaySpan | undefined;
}

/** A member of the public `registers`. */
export interface Register {
  readonly agency: AgencyName;
  readonly asOf: string;
  readonly accepted: number;
  readonly rejected: number;
}

/** An agency that was asked for a request. */
export interface AskedAgency {
  readonly agency: AgencyName;
  readonly txn: string;
  /** False when any of its answers was missing, late or wrong. */
  readonly answered: boolean;
}

export interface FetchedEvidence {
  /** In the order of the plan's questions: evidence by student number; a number that is not on the roll is absent. */
  readonly questions: readonly ReadonlyMap<string, Evidence>[];
  /** Of the agencies that answered and hold a register. */
  readonly registers: readonly Register[];
  /** Each once, in the order of `AGENCIES`. */
  readonly agencies: readonly AskedAgency[];
}

/**
 * A way from a valid document to its answer. There are two, and they answer alike: the compiled lane answers clients, the
 * stitched one, GraphQL's and graphql-tools' own execution, is what tests hold it against.
 */
export interface Lane {
  /**
   * Holds the document against the mask, coerces the variables, plans. Errors: `BAD_USER_INPUT`.
   */
  plan(request: PlanRequest): PlannedRequest | RefusedDocument;
  /**
   * Asks enrollment, then the planned agencies in parallel. Never throws for an agency that is down, slow or wrong: its
   * sources are unknown, and without enrollment every student's are.
   */
  fetchEvidence(request: EvidenceRequest): Promise<FetchedEvidence>;
  /** For metrics, of a lane that keeps what it has worked out. */
  counts?(): Readonly<Record<'documents' | 'plans', CacheCounts>>;
}

export interface LaneOptions {
  readonly publicSchema: GraphQLSchema;
  readonly ask: AskAgency;
  /** Measures the calls; left out, nothing does. */
  readonly observeCall?: ObserveAgencyCall;
}

export type MakeLane = (options: LaneOptions) => Lane;
