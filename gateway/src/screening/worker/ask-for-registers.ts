import type { Register } from '../../lane.ts';
import type { ScreeningRow } from '../store/screening-row.ts';
import { askForScreening } from './ask-for-screening.ts';
import { commitAsked } from './commit-asked.ts';
import { registersDocument } from './screening-document.ts';
import type { WorkerContext } from './worker-context.ts';

/** What the agencies hold now, as a request for `registers` would be answered; an agency that does not answer is missing. */
export async function askForRegisters(
  context: WorkerContext,
  row: ScreeningRow,
): Promise<readonly Register[]> {
  const { evidence, record } = await askForScreening(context, row, {
    documentFor: () => registersDocument,
    studentNumbers: [],
  });
  await commitAsked(context, record, 'ANSWERED');
  return evidence.registers;
}
