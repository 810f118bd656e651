import { execute, type GraphQLSchema, parse } from 'graphql';
import { AgenciesAsked } from './agencies-asked.ts';
import { enrolledStudentsSchema, registerSchema } from './evidence-answer.ts';
import { evidenceOf } from './evidence-of.ts';
import type { EvidenceContext } from './evidence-schema.ts';
import type { EvidenceRequest, FetchedEvidence } from './lane.ts';
import { partName, registerField, writeEvidenceQuery } from './write-evidence-query.ts';

/** Fetches what a plan needs as one query, by delegation through the stitched schema. */
export async function fetchByStitching(
  evidenceSchema: GraphQLSchema,
  { plan, authority, deadline }: EvidenceRequest,
): Promise<FetchedEvidence> {
  const query = writeEvidenceQuery(plan, authority.roll);
  const asked = new AgenciesAsked(authority);
  const context: EvidenceContext = { deadline, authority, plan, asked };
  const { data } = query
    ? await execute({
        schema: evidenceSchema,
        document: parse(query.text),
        variableValues: query.variables,
        contextValue: context,
      })
    : { data: null };
  return {
    questions: plan.questions.map((question, index) => {
      const answer = enrolledStudentsSchema.safeParse(data?.[partName(index)]);
      return evidenceOf(question, answer.success ? answer.data : null);
    }),
    registers: plan.registers.flatMap((agency) => {
      const register = registerSchema.safeParse(data?.[registerField(agency)]);
      return register.success ? [{ agency, ...register.data }] : [];
    }),
    agencies: asked.list(),
  };
}
