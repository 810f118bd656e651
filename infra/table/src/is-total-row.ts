import type { Cell } from '@hearthgate/schema';
import { bareText } from './bare-text.ts';
import { isBlank } from './is-blank.ts';

const TOTAL = /^(合计|总计|小计|共计)/;
/** An ID or student number, old or new, right or wrong: a total has none. */
const IDENTITY = /(^|[^\d])([gjl]?\d{14,18}[\dx]|\d(\.\d+)?e\+1[4-9])($|[^\d])/;

/**
 * A row that sums up others: its first cell that is not blank begins with 合计, 总计, 小计 or 共计. Never a person's row, even
 * if somebody or some school is called that: one with a number that could be an identity number, whole or destroyed, or with
 * every required cell filled, is no total.
 */
export function isTotalRow(cells: readonly Cell[], requiredCells: readonly number[]): boolean {
  const first = cells.find((cell) => !isBlank(cell));
  if (!first || !TOTAL.test(bareText(first.text))) return false;
  if (cells.some((cell) => IDENTITY.test(bareText(cell.text)))) return false;
  const filled = requiredCells.every((index) => {
    const cell = cells[index];
    return cell !== undefined && !isBlank(cell);
  });
  return !filled || requiredCells.length < 2;
}
