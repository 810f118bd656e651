import type { StudentNumber } from '@hearthgate/schema';
import { answersTo, type StudentAnswer } from '../../answers.ts';
import { vaultOf } from '../key/vault-of.ts';
import type { ScreeningVault } from '../key/screening-vault.ts';
import { packResults } from '../results/stored-chunks.ts';
import { isUnanswered, packResult } from '../results/student-result.ts';
import { RosterChunk } from '../roster/roster-chunk.ts';
import { hasResult, readRosterChunk } from '../store/read-roster-chunk.ts';
import { readScreening } from '../store/find-screening.ts';
import type { ScreeningRow } from '../store/screening-row.ts';
import { storeResult } from '../store/store-result.ts';
import { askForScreening } from './ask-for-screening.ts';
import { commitAsked } from './commit-asked.ts';
import { screeningDocument } from './screening-document.ts';
import type { WorkerContext } from './worker-context.ts';

export interface ChunkJob {
  readonly screening: string;
  readonly round: number;
  readonly chunk: number;
  /** How often it was tried before. */
  readonly tries: number;
}

/** An agency did not answer about a chunk: it is to be asked about again. */
export class AgencyMissing extends Error {
  override readonly name = 'AgencyMissing';

  constructor() {
    super('an agency did not answer about a chunk');
  }
}

/**
 * Answers a chunk: asks about its students, commits what was asked to the audit log, and only then stores what came of
 * them. Done again after its worker died, it asks again, which the log says too, and stores once.
 *
 * Throws `AgencyMissing` while an agency does not answer, a few times; then what is missing stays UNKNOWN and counted.
 * Throws `ScreeningOver`, and whatever keeps the database or the log from being written.
 */
export async function answerChunk(context: WorkerContext, job: ChunkJob): Promise<void> {
  const { store } = context;
  const { screening: id, round, chunk, tries } = job;
  const row = await readScreening(store.pool, id);
  if (row?.status !== 'RUNNING' || row.round !== round) return;
  if (await hasResult(store.pool, { id, chunk, round })) return;
  const vault = vaultOf(row, store.keys);
  const sealedRoster = await readRosterChunk(store.pool, id, chunk);
  if (!vault || !sealedRoster) return;
  const roster = new RosterChunk(vault.open('roster', chunk, sealedRoster));
  const studentNumbers = roster.numbers();
  const kept = { id, round, chunk, rows: roster.rows };
  if (studentNumbers.length === 0) {
    const sealed = seal(vault, chunk, new Uint32Array(0));
    await storeResult(store, { ...kept, unanswered: 0, sealed, committed: 'NOBODY_WAS_ASKED_ABOUT' });
    return;
  }
  const asked = await ask(context, row, studentNumbers);
  if (asked.unanswered > 0 && tries + 1 < context.unansweredTries) {
    await commitAsked(context, asked.record, 'AGENCY_UNAVAILABLE');
    throw new AgencyMissing();
  }
  const committed = await commitAsked(context, asked.record, 'ANSWERED');
  const sealed = seal(vault, chunk, asked.results);
  await storeResult(store, { ...kept, unanswered: asked.unanswered, sealed, committed });
}

async function ask(context: WorkerContext, row: ScreeningRow, studentNumbers: readonly StudentNumber[]) {
  const withProgram = row.program !== undefined;
  const { mask, answers, record } = await askForScreening(context, row, {
    documentFor: ({ viewFields }) => screeningDocument(viewFields, withProgram),
    studentNumbers,
  });
  const statuses: readonly StudentAnswer[] = answersTo(answers, 'householdStatuses');
  const results = new Uint32Array(statuses.length * 2);
  let unanswered = 0;
  const packed = { fields: mask.viewFields, program: row.program };
  for (const [index, status] of statuses.entries()) {
    packResult(status, packed, results, index * 2);
    if (isUnanswered(results[index * 2 + 1] ?? 0)) unanswered += 1;
  }
  return { results, unanswered, record };
}

function seal(vault: ScreeningVault, chunk: number, results: Uint32Array): Buffer {
  return vault.seal('result', chunk, packResults(results));
}
