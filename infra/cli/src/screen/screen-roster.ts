import { basename } from 'node:path';
import type { FieldMask } from '@hearthgate/policies';
import type { AidProgram, Purpose } from '@hearthgate/schema';
import type { PassedOver } from '@hearthgate/subgraph-kit';
import { askAgain } from './ask-again.ts';
import { askGateway, type AskGatewayOptions } from './ask-gateway.ts';
import { ScreeningError } from './errors.ts';
import { inChunks } from './in-chunks.ts';
import { joinParts } from './join-parts.ts';
import { limits } from './limits.ts';
import { mapInOrder } from './map-in-order.ts';
import { mergeRegisters, type RegistersBehind, registersQuery, registersSchema } from './merge-registers.ts';
import type { ScreenedRow } from './outcome-of.ts';
import { readRoster, type RosterRow } from './read-roster.ts';
import { resultHeader } from '@hearthgate/roster';
import { resultRow } from './result-row.ts';
import { openResultsFile } from './results-file.ts';
import { type StatusAnswer, statusesSchema } from './status-answer.ts';
import { type Counts, openTally } from './tally.ts';
import { statusDocuments } from './status-documents.ts';

export interface ScreenRosterOptions {
  /** CSV or XLSX with a column of student numbers. */
  readonly rosterFile: string;
  /** Written as a whole, with `.summary.json` beside it, or not at all. */
  readonly resultsFile: string;
  readonly gatewayUrl: string;
  /** A token for the mask's role and purpose, good for the next request. */
  readonly token: () => Promise<string>;
  /** For the summary: whose token it is. */
  readonly client: string;
  readonly mask: FieldMask;
  readonly program?: AidProgram | undefined;
  readonly onProgress?: ((progress: ScreeningProgress) => void) | undefined;
  /** Before each further try where the gateway does not answer; some 15 s in all unless given. */
  readonly retryPausesMs?: readonly number[] | undefined;
  /** Ends it; nothing is left behind. */
  readonly signal?: AbortSignal | undefined;
}

export interface ScreeningProgress {
  readonly rowsDone: number;
  readonly rowCount: number;
}

/** What is kept about a screening: counts, and no number or name. */
export interface ScreeningSummary extends Counts, RegistersBehind {
  /** File names, without their folders. */
  readonly roster: string;
  readonly results: string;
  readonly client: string;
  readonly purpose: Purpose;
  readonly program: AidProgram | null;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly passedOver: PassedOver;
}

/**
 * Screens a roster: a row of results for each row of it, in its order, an `UNKNOWN` for what agencies did not answer. Memory
 * does not grow with the roster. When the gateway itself cannot be reached there are no results at all, rather than rows
 * that look answered.
 *
 * Does not check that the token is for the mask's role and purpose: the gateway refuses what is not permitted.
 * Errors: `UnusableFile` for the roster; `ScreeningError`; whatever `token` throws; the signal's reason.
 */
export async function screenRoster(options: ScreenRosterOptions): Promise<ScreeningSummary> {
  const { rosterFile, resultsFile, mask, program, onProgress } = options;
  const startedAt = new Date().toISOString();
  const ended = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
  const ask = asker(options, signal);
  const roster = await readRoster(rosterFile, signal);
  // Before anything is written: what refuses this, refuses everything.
  const before = await ask({ query: registersQuery, variables: {}, data: registersSchema });
  const withProgram = program !== undefined;
  const results = await openResultsFile(resultsFile, resultHeader(withProgram));
  try {
    const tally = openTally({ mask, withProgram });
    const documents = statusDocuments({ mask, program });
    const askStatuses = askAgain({
      pausesMs: limits.unavailablePausesMs,
      signal,
      ask: async (studentNumbers) => {
        const answers = documents.map(async (query) => {
          const variables = query.includes('$program') ? { studentNumbers, program } : { studentNumbers };
          return (await ask({ query, variables, data: statusesSchema })).householdStatuses;
        });
        return joinParts(await Promise.all(answers));
      },
    });
    const screened = mapInOrder(inChunks(roster.rows(), limits.rowsPerRequest), {
      concurrency: limits.requestsInFlight,
      work: async (rows) => {
        const numbers = rows.flatMap(({ number }) => number ?? []);
        if (numbers.length === 0) return joinAnswers(rows, []);
        return joinAnswers(rows, await askStatuses(numbers));
      },
    });
    let rowsDone = 0;
    for await (const rows of screened) {
      signal.throwIfAborted();
      for (const row of rows) tally.add(row);
      await results.write(rows.map((row) => resultRow(row, { mask, withProgram })));
      rowsDone += rows.length;
      onProgress?.({ rowsDone, rowCount: roster.rowCount });
    }
    const after = await ask({ query: registersQuery, variables: {}, data: registersSchema });
    const summary: ScreeningSummary = {
      roster: basename(rosterFile),
      results: basename(resultsFile),
      client: options.client,
      purpose: mask.purpose,
      program: program ?? null,
      startedAt,
      finishedAt: new Date().toISOString(),
      ...tally.counts(),
      passedOver: roster.passedOver,
      ...mergeRegisters(before.registers, after.registers),
    };
    await results.complete(summary);
    return summary;
  } catch (error) {
    await results.discard();
    throw error;
  } finally {
    // Requests whose turn will not come any more.
    ended.abort();
  }
}

type Question<Data> = Pick<AskGatewayOptions<Data>, 'query' | 'variables' | 'data'>;

function asker(
  { gatewayUrl, token, retryPausesMs = limits.retryPausesMs }: ScreenRosterOptions,
  signal: AbortSignal,
): <Data>(question: Question<Data>) => Promise<Data> {
  return (question) => askGateway({ gatewayUrl, token, retryPausesMs, signal, ...question });
}

/** Gives each row its answer. One answer too many, too few or for another number would be somebody else's. */
function joinAnswers(rows: readonly RosterRow[], answers: readonly StatusAnswer[]): ScreenedRow[] {
  const left = answers.values();
  const joined = rows.map((row): ScreenedRow => {
    if (row.number === undefined) return { row };
    const { value: answer } = left.next();
    if (!answer || (answer.studentNumber ?? row.number) !== row.number) throw mismatch();
    return { row, answer };
  });
  if (left.next().done !== true) throw mismatch();
  return joined;
}

function mismatch(): ScreeningError {
  return new ScreeningError('GATEWAY_BROKEN', 'the gateway answered about other numbers than it was asked');
}
