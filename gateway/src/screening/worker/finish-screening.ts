import { AGENCIES } from '@hearthgate/schema';
import type { Register } from '../../lane.ts';
import { vaultOf } from '../key/vault-of.ts';
import { readAnsweredChunks } from '../results/stored-chunks.ts';
import { RowWalk } from '../results/visit-rows.ts';
import { readScreening } from '../store/find-screening.ts';
import { ScreeningTally } from '../summary/screening-tally.ts';
import { printSummary, type ScreeningSummary } from '../summary/screening-summary.ts';
import { askForRegisters } from './ask-for-registers.ts';
import type { CutFacts } from './cut-screening.ts';
import type { WorkerContext } from './worker-context.ts';

/** Counts a screening whose chunks are all answered, and completes it. Done again, it counts again and completes once. */
export async function finishScreening(
  context: WorkerContext,
  { screening: id, round }: { readonly screening: string; readonly round: number },
): Promise<void> {
  const { store, policies } = context;
  const row = await readScreening(store.pool, id);
  if (row?.status !== 'RUNNING' || row.round !== round) return;
  const vault = vaultOf(row, store.keys);
  const { chunks, students, cut, program } = row;
  if (!vault || chunks === null || students === null || cut === null) return;
  const after = await askForRegisters(context, row);
  const tally = new ScreeningTally();
  const walk = new RowWalk(students);
  for await (const chunk of readAnsweredChunks(store.pool, { id, chunks }, vault)) walk.visit(chunk, tally);
  const facts = JSON.parse(vault.open('cut', 0, cut).toString('utf8')) as CutFacts;
  const fields = policies.maskFor(row.grant)?.viewFields ?? new Set();
  const { rejected, warnings, passedOver, registers } = facts;
  const summary: ScreeningSummary = {
    ...tally.counts(fields, program !== undefined),
    students,
    rejected,
    warnings,
    passedOver,
    ...registersBehind(registers, after),
  };
  await store.pool.query(
    `update screening.screening set status = 'COMPLETED', summary = $3
     where id = $1 and round = $2 and status = 'RUNNING'`,
    [id, round, vault.seal('summary', 0, Buffer.from(printSummary(summary)))],
  );
}

/** What the agencies said before and after; where both did, the later stands. */
function registersBehind(
  before: readonly Register[],
  after: readonly Register[],
): Pick<ScreeningSummary, 'registers' | 'registersMissing' | 'registersChanged'> {
  const earlier = new Map(before.map((register) => [register.agency, register]));
  const merged = new Map([...earlier, ...after.map((register) => [register.agency, register] as const)]);
  return {
    registers: AGENCIES.flatMap((agency) => merged.get(agency) ?? []),
    registersMissing: AGENCIES.filter((agency) => !merged.has(agency)),
    registersChanged: after
      .filter((register) => {
        const old = earlier.get(register.agency);
        return old !== undefined && JSON.stringify(old) !== JSON.stringify(register);
      })
      .map(({ agency }) => agency),
  };
}
