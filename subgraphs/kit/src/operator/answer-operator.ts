import type { IncomingMessage } from 'node:http';
import type { AgencyName } from '@hearthgate/schema';
import type { GraphQLSchema } from 'graphql';
import { executeQuestion } from './execute-question.ts';
import { permitQuestion } from './permit-question.ts';
import { permitViewer } from './permit-viewer.ts';
import { readQuestion } from './read-question.ts';
import { type OperatorAnswer, refusedAnswer } from './refused-answer.ts';
import { verifyOperatorToken, type VerifyOperatorTokenOptions } from './verify-operator-token.ts';

export interface AnswerOperatorOptions extends VerifyOperatorTokenOptions {
  readonly agency: AgencyName;
  /** Of `schema/operator.graphql`, with its resolvers. */
  readonly schema: GraphQLSchema;
  readonly reportFault: (error: unknown) => void;
}

/**
 * Answers one `POST /operator/graphql`: who asks, what is asked, whether they may, and only then the reading. Each stage
 * takes what the one before it returns, so that nothing is read for a question that was not permitted.
 *
 * Errors: none; whatever a stage throws is an answer too.
 */
export async function answerOperator(
  request: IncomingMessage,
  body: unknown,
  options: AnswerOperatorOptions,
): Promise<OperatorAnswer> {
  const { agency, schema, reportFault } = options;
  try {
    const token = await verifyOperatorToken(request, options);
    const viewer = permitViewer(token, agency);
    const question = readQuestion(body, schema);
    const permitted = permitQuestion(question, viewer, schema);
    const data = await executeQuestion(permitted, schema);
    return { status: 200, headers: {}, body: { data } };
  } catch (error) {
    return refusedAnswer(error, reportFault);
  }
}
