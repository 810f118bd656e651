import type { Text } from '../../shell/i18n/define-texts.ts';
import type { ResultRow } from './result-row.ts';
import type { en } from './texts.en.ts';

const reasons = ['AGENCY_UNAVAILABLE', 'NO_IDENTITY_NUMBER', 'WITHHELD', 'NOT_SHARED'] as const;

/** What to do about a row, in a sentence; nothing for one that was answered whole. */
export function adviceFor({ attention, reason }: ResultRow, text: Text<typeof en>): string {
  if (attention === 'none') return '';
  if (attention === 'invalid' || attention === 'notOnRoll') return text(`row_${attention}`);
  const known = reasons.find((name) => name === reason);
  return known === undefined ? text('row_unknown') : text(`do_${known}`);
}
