import { type PassedOver, type TextSource, UnusableFile } from '@hearthgate/table';
import type { Register } from '../../lane.ts';
import { limits } from '../../limits.ts';
import { vaultOf } from '../key/vault-of.ts';
import type { ScreeningVault } from '../key/screening-vault.ts';
import { type CutChunk, type ReportedRow, RosterCutter } from '../roster/roster-cutter.ts';
import { openRoster, type RosterFormat } from '../roster/roster-rows.ts';
import type { ScreeningStore } from '../screening-store.ts';
import { readScreening } from '../store/find-screening.ts';
import type { ScreeningRow } from '../store/screening-row.ts';
import { completeCut, dropRosterChunks, insertRosterChunk } from '../store/store-roster.ts';
import { readUploadPart } from '../store/upload-parts.ts';
import { askForRegisters } from './ask-for-registers.ts';
import { ScreeningOver } from './screening-over.ts';
import type { WorkerContext } from './worker-context.ts';

/** What is known once a roster is cut, and told when the screening is completed. */
export interface CutFacts {
  readonly rejected: readonly ReportedRow[];
  readonly warnings: readonly ReportedRow[];
  readonly passedOver: PassedOver;
  /** What the agencies held then. */
  readonly registers: readonly Register[];
}

/**
 * Cuts a roster that is in into sealed chunks of numbers, drops the bytes that came, and sends the chunks' jobs. A
 * cutting that broke off is begun anew. Throws `ScreeningOver` for a roster that cannot be read.
 */
export async function cutScreening(context: WorkerContext, id: string): Promise<void> {
  const { store } = context;
  const row = await readScreening(store.pool, id);
  if (row?.status !== 'RUNNING' || row.chunks !== null || row.uploadFormat === null) return;
  const vault = vaultOf(row, store.keys);
  if (!vault) return;
  const registers = await askForRegisters(context, row);
  const source = rosterSource(store, row, vault);
  const cutting = { store, id, vault, source, format: row.uploadFormat };
  try {
    const first = await cutOnce(cutting, false);
    const done = first.cutter.zerosFailed ? await cutOnce(cutting, true) : first;
    const { cutter, chunks, passedOver } = done;
    if (cutter.rows === 0) throw unreadable('the roster has no rows below its header');
    const { rejected, warnings, rows, students } = cutter;
    const facts: CutFacts = { rejected, warnings, passedOver, registers };
    const cut = vault.seal('cut', 0, Buffer.from(JSON.stringify(facts)));
    await completeCut(store, { id, rows, students, chunks, cut });
  } catch (error) {
    if (error instanceof UnusableFile) throw unreadable(`the roster: ${error.problem}`, error.problem);
    throw error;
  }
}

interface Cutting {
  readonly store: ScreeningStore;
  readonly id: string;
  readonly vault: ScreeningVault;
  readonly source: TextSource;
  readonly format: RosterFormat;
}

async function cutOnce({ store, id, vault, source, format }: Cutting, zerosAreSuspect: boolean) {
  await dropRosterChunks(store.pool, id);
  const roster = await openRoster(source, format);
  const cutter = new RosterCutter({ zerosAreSuspect });
  let chunks = 0;
  const keep = async (chunk: CutChunk | undefined): Promise<void> => {
    if (!chunk) return;
    const sealed = vault.seal('roster', chunks, chunk.bytes);
    await insertRosterChunk(store.pool, id, { ...chunk, chunk: chunks, sealed });
    chunks += 1;
  };
  for await (const rows of roster.batches()) {
    for (const { line, cell } of rows) {
      const full = cutter.take(line, cell);
      if (full) await keep(full);
    }
    if (cutter.rows > limits.screening.maxRosterRows) {
      const most = String(limits.screening.maxRosterRows);
      throw new ScreeningOver({ code: 'ROSTER_TOO_LARGE', message: `a roster may have ${most} rows` });
    }
  }
  await keep(cutter.last());
  return { cutter, chunks, passedOver: roster.passedOver() };
}

/** The bytes of a roster as they came, opened piece by piece. */
function rosterSource({ pool }: ScreeningStore, row: ScreeningRow, vault: ScreeningVault): TextSource {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let part = 0; part < row.uploadParts; part += 1) {
      const sealed = await readUploadPart(pool, row.id, part);
      if (!sealed) throw new Error('a part of a roster is missing');
      yield vault.open('upload', part, sealed);
    }
  }
  return { name: 'the roster', bytes };
}

function unreadable(message: string, problem = ''): ScreeningOver {
  const line = /\bline (\d{1,9})\b/.exec(problem)?.[1];
  return new ScreeningOver({
    code: 'ROSTER_UNREADABLE',
    message,
    ...(line !== undefined && { line: Number(line) }),
  });
}
