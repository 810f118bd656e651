import type { Cell } from './cell.ts';
import { undressed } from './undressed.ts';

declare const brand: unique symbol;

/** 行政区划代码 (GB/T 2260); with township and village, 12 digits. */
export type DivisionCode = string & { readonly [brand]: 'DivisionCode' };

const SHAPE = /^[1-9]\d{5}(\d{6})?$/;

/** Guarantees 6 digits (province, city, county) or 12 (and township, village). Does not check that it exists. */
export function parseDivisionCode(text: string): DivisionCode | undefined {
  return SHAPE.test(text) ? (text as DivisionCode) : undefined;
}

/** The same from a file's cell: blanks, apostrophe and full-width digits off. A numeric cell is as good as text. */
export function cleanDivisionCode(cell: Cell): DivisionCode | undefined {
  return cell.kind === 'date' ? undefined : parseDivisionCode(undressed(cell.text));
}
