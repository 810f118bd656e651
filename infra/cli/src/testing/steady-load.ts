import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, askAs, type AskAsOptions, type Question } from './ask-as.ts';

/** What a client asks again and again. */
export interface LoadQuestion extends Question {
  readonly client: string;
}

/** An answer that came back whole. Times are those of `performance.now()`. */
export interface LoadAnswer extends Answer {
  readonly question: LoadQuestion;
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface SteadyLoad {
  /** All until now, in the order in which they came. */
  readonly answers: readonly LoadAnswer[];
  /** How many requests got no answer, or none to its end. */
  lost(): number;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export interface StartLoadOptions extends Omit<AskAsOptions, 'client'> {
  readonly questions: readonly LoadQuestion[];
  /** How many ask each question at once, again and again. */
  readonly askersOfEach: number;
}

/** How long an asker waits after an answer, so that those who ask do not take two cores for themselves. */
const pauseMs = 40;

/** Asks a gateway without end, whatever becomes of it. */
export async function startLoad(options: StartLoadOptions): Promise<SteadyLoad> {
  const answers: LoadAnswer[] = [];
  let lost = 0;
  let going = true;
  const asking = async (question: LoadQuestion, ask: (question: Question) => Promise<Answer>) => {
    while (going) {
      const startedAt = performance.now();
      try {
        const answer = await ask(question);
        answers.push({ ...answer, question, startedAt, endedAt: performance.now() });
      } catch {
        lost += 1;
      }
      await pause(pauseMs);
    }
  };
  const askers = await Promise.all(
    options.questions.map(async (question) => {
      const ask = await askAs({ ...options, client: question.client });
      return Array.from({ length: options.askersOfEach }, () => asking(question, ask));
    }),
  );
  return {
    answers,
    lost: () => lost,
    stop: async () => {
      going = false;
      await Promise.all(askers.flat());
    },
  };
}
