import type { FieldMask, ViewField } from '@hearthgate/policies';
import { ScreeningError } from './errors.ts';
import { outcomeOf, type ScreenedRow } from './outcome-of.ts';
import { findingColumns, resultHeader } from '@hearthgate/roster';
import type { HouseholdStatus } from './status-answer.ts';

export interface ResultRowOptions {
  readonly mask: FieldMask;
  readonly withProgram: boolean;
}

/**
 * The cells of a row of the results, under `resultHeader`. A column outside the mask is empty; a field of the mask that the
 * answer leaves out is an error (`GATEWAY_BROKEN`), since an empty cell would be read as "not permitted" or as "no".
 */
export function resultRow(screened: ScreenedRow, { mask, withProgram }: ResultRowOptions): string[] {
  const { row, answer } = screened;
  const head = [row.number ?? row.written, outcomeOf(screened)];
  if (answer?.__typename !== 'HouseholdStatus') {
    return [...head, ...resultHeader(withProgram).slice(head.length).fill('')];
  }
  const cell = <Field extends ViewField>(
    field: Field,
    print: (value: NonNullable<HouseholdStatus[Field]>) => string,
  ): string => {
    if (!mask.viewFields.has(field)) return '';
    const value = answer[field];
    if (value === undefined || value === null) {
      throw new ScreeningError('GATEWAY_BROKEN', `the gateway left ${field} out of an answer`);
    }
    return print(value);
  };
  return [
    ...head,
    ...findingColumns.map(({ field }) => cell(field, (finding) => finding.answer)),
    cell('specialGroups', (groups) => [...groups].sort().join(';')),
    cell('complete', String),
    ...(withProgram ? [cell('qualifies', (finding) => finding.answer)] : []),
  ];
}
