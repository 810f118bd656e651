import { UnstyledButton } from '@mantine/core';
import { type Header, type Row, useTable } from '@tanstack/react-table';
import { FlexRender } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef } from 'react';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { resultColumns, resultFeatures } from './result-columns.tsx';
import type { FindingName, ResultRow } from './result-row.ts';
import './results-table.css';
import { useScreeningTexts } from './texts.ts';

export interface ResultsTableProps {
  readonly rows: readonly ResultRow[];
  readonly findings: readonly FindingName[];
  readonly hasGroups: boolean;
}

type Features = typeof resultFeatures;

/** A row is one line high, so that thousands can be scrolled without measuring them; what does not fit is in its title. */
const ROW_HEIGHT = 38;

/** The results: sorted by any column, of ten thousand rows only those on the screen in the page. */
export function ResultsTable({ rows, findings, hasGroups }: ResultsTableProps): ReactNode {
  const text = useScreeningTexts();
  const terms = useTerms();
  const columns = useMemo(
    () => resultColumns({ findings, hasGroups, text, terms }),
    [findings, hasGroups, text, terms],
  );
  const table = useTable({
    features: resultFeatures,
    columns,
    data: rows as ResultRow[],
    getRowId: ({ position }) => String(position),
  });
  const sorted = table.getRowModel().rows;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // What scrolls must be reached by keyboard, and have a name.
    <div ref={scroller} className="results" tabIndex={0} role="region" aria-label={text('results')}>
      <table aria-rowcount={sorted.length + 1} data-testid="results">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <Heading key={header.id} header={header} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          <tr aria-hidden style={{ height: items[0]?.start ?? 0 }} />
          {items.map(({ index, key }) => {
            const row = sorted[index];
            return row && <Result key={key} row={row} index={index} />;
          })}
          <tr aria-hidden style={{ height: after }} />
        </tbody>
      </table>
    </div>
  );
}

function Heading({ header }: { readonly header: Header<Features, ResultRow> }): ReactNode {
  const direction = header.column.getIsSorted();
  const sort = direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" aria-sort={direction === false ? 'none' : sort}>
      <UnstyledButton onClick={header.column.getToggleSortingHandler()}>
        <FlexRender header={header} />
        <span aria-hidden>{direction === false ? '' : direction === 'asc' ? ' ▲' : ' ▼'}</span>
      </UnstyledButton>
    </th>
  );
}

interface ResultProps {
  readonly row: Row<Features, ResultRow>;
  readonly index: number;
}

function Result({ row, index }: ResultProps): ReactNode {
  return (
    <tr aria-rowindex={index + 2} data-attention={row.original.attention}>
      {row.getAllCells().map((cell) => (
        <td key={cell.id} data-column={cell.column.id} title={String(cell.getValue())}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
}
