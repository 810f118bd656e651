import type { County } from '../county/county.ts';
import { limits } from '../limits.ts';
import type { Question, Questions } from '../questions/question.ts';
import { peerRequests } from './peer-requests.ts';

/** What k6 asks the peers, by the kinds that it asks Hearthgate. */
export function peerQuestions(county: County): Questions {
  const questions = (students: number): Question[] =>
    peerRequests(county, students).map(({ query: text, variables }) => ({
      body: JSON.stringify({ query: text, variables }),
      contains: '"categories"',
    }));
  return { single: questions(1), class: questions(limits.classSize) };
}
