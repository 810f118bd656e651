import type { Cell } from '@hearthgate/schema';
import type { ColumnSpec } from './column-spec.ts';
import { normaliseHeader } from './normalise-header.ts';

export interface MatchedColumns {
  /** By name, the cell's index; of a repeated column by name and number. */
  readonly single: ReadonlyMap<string, number>;
  readonly repeated: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Required and not there. */
  readonly missing: readonly ColumnSpec[];
  /** Columns that stand in the row more than once, by name. */
  readonly twice: readonly string[];
}

const CHINESE_NUMERALS = '一二三四五六七八九十';
const NUMBER = `(\\d{1,3}|[${CHINESE_NUMERALS}])`;

/**
 * Which known column each cell of a row names. A column's own name goes before aliases: a header that one column has as
 * its name and another as an alias belongs to the first. Cells that name nothing known are left alone.
 */
export function matchColumns(cells: readonly Cell[], columns: readonly ColumnSpec[]): MatchedColumns {
  const single = new Map<string, number>();
  const repeated = new Map<string, Map<number, number>>();
  const twice = new Set<string>();
  const patterns = columns.flatMap((column) => [{ column, pattern: namePattern(column.name) }]);
  const aliases = columns.flatMap((column) =>
    column.aliases.map((alias) => ({ column, pattern: namePattern(alias) })),
  );
  const candidates = [...patterns, ...aliases];

  cells.forEach((cell, index) => {
    const header = normaliseHeader(cell.text);
    if (header === '') return;
    for (const { column, pattern } of candidates) {
      const match = pattern.exec(header);
      if (!match) continue;
      if (column.repeated) {
        const places = repeated.get(column.name) ?? new Map<number, number>();
        repeated.set(column.name, places);
        const n = toNumber(match[1] ?? '');
        if (places.has(n)) twice.add(column.name.replace('{n}', String(n)));
        else places.set(n, index);
      } else if (single.has(column.name)) twice.add(column.name);
      else single.set(column.name, index);
      return;
    }
  });
  const missing = columns.filter(
    ({ name, required }) => required && !single.has(name) && !repeated.has(name),
  );
  return { single, repeated, missing, twice: [...twice] };
}

function namePattern(name: string): RegExp {
  const escaped = normaliseHeader(name).replace(/[.*+?^$()[\]\\|{}]/g, '\\$&');
  return new RegExp(`^${escaped.replace('\\{n\\}', NUMBER)}$`);
}

function toNumber(digits: string): number {
  return CHINESE_NUMERALS.includes(digits) ? CHINESE_NUMERALS.indexOf(digits) + 1 : Number(digits);
}
