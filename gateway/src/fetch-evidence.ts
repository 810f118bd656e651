import type { Evidence, EvidencePlan } from '@hearthgate/policies';
import type { AgencyName } from '@hearthgate/schema';
import { execute, type GraphQLSchema, parse } from 'graphql';
import type { RequestAuthority } from './agency-token/request-authority.ts';
import { enrolledStudentsSchema, registerSchema } from './evidence-answer.ts';
import { evidenceOf } from './evidence-of.ts';
import type { EvidenceContext } from './evidence-schema.ts';
import { partName, registerField, writeEvidenceQuery } from './write-evidence-query.ts';

/** A member of the public `registers`. */
export interface Register {
  readonly agency: AgencyName;
  readonly asOf: string;
  readonly accepted: number;
  readonly rejected: number;
}

/** An agency that was asked, under which `txn`, and whether it gave a whole answer in time. */
export interface AskedAgency {
  readonly agency: AgencyName;
  readonly txn: string;
  readonly answered: boolean;
}

export interface FetchEvidenceOptions {
  readonly evidenceSchema: GraphQLSchema;
  readonly plan: EvidencePlan;
  readonly authority: RequestAuthority;
  readonly deadline: AbortSignal;
}

export interface FetchedEvidence {
  /** In the order of the plan's questions: evidence by student number; a number that is not on the roll is absent. */
  readonly questions: readonly ReadonlyMap<string, Evidence>[];
  /** Of the agencies that answered and hold a register. */
  readonly registers: readonly Register[];
  readonly agencies: readonly AskedAgency[];
}

/**
 * Asks enrollment, then the planned agencies in parallel, by delegation through the stitched schema. Never throws for
 * an agency that is down, slow or wrong: its sources are unknown, and without enrollment every student's are.
 */
export async function fetchEvidence(options: FetchEvidenceOptions): Promise<FetchedEvidence> {
  const { evidenceSchema, plan, authority, deadline } = options;
  const query = writeEvidenceQuery(plan, authority.roll);
  const context: EvidenceContext = { deadline, authority, plan, answeredBy: new Map() };
  const { data } = query
    ? await execute({
        schema: evidenceSchema,
        document: parse(query.text),
        variableValues: query.variables,
        contextValue: context,
      })
    : { data: null };
  const agencies = [...context.answeredBy].map(([agency, answered]) => ({
    agency,
    txn: authority.requesterAt(agency).txn,
    answered,
  }));
  return {
    agencies,
    questions: plan.questions.map((question, index) => {
      const answer = enrolledStudentsSchema.safeParse(data?.[partName(index)]);
      return evidenceOf(question, answer.success ? answer.data : null);
    }),
    registers: plan.registers.flatMap((agency) => {
      const register = registerSchema.safeParse(data?.[registerField(agency)]);
      return register.success ? [{ agency, ...register.data }] : [];
    }),
  };
}
