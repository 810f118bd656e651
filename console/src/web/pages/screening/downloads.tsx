import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { resultColumns } from './result-columns.tsx';
import type { FindingName, ResultRow } from './result-row.ts';
import { saveFile } from '../../shell/save-file.ts';
import type { FoundScreening } from './screening-query.ts';
import { useScreeningTexts } from './texts.ts';
import { writeResultsWorkbook } from './write-results-workbook.ts';

export interface DownloadsProps {
  readonly found: FoundScreening;
  /** In the page's order; undefined where there are too many for a page. */
  readonly rows: readonly ResultRow[] | undefined;
  readonly findings: readonly FindingName[];
  readonly hasGroups: boolean;
}

/** The results as files: XLSX in the words of the page, all rows in the roster's order; CSV as the gateway writes it. */
export function Downloads({ found, rows, findings, hasGroups }: DownloadsProps): ReactNode {
  const text = useScreeningTexts();
  const terms = useTerms();
  const { id } = found.screening;
  const name = `hearthgate-${id.slice(0, 8)}`;
  const workbook = useMutation({
    mutationFn: async (all: readonly ResultRow[]) => {
      const columns = resultColumns({ findings, hasGroups, text, terms });
      const ordered = [...all].sort((a, b) => a.position - b.position);
      const values = columns.map((column) =>
        'accessorFn' in column
          ? (row: ResultRow) => String(column.accessorFn(row, 0))
          : (row: ResultRow) => String(row[(column as { accessorKey: 'position' }).accessorKey]),
      );
      const blob = await writeResultsWorkbook({
        name: text('sheet'),
        header: columns.map(({ header }) => String(header)),
        rows: ordered.map((row) => values.map((value) => value(row))),
      });
      saveFile(blob, `${name}.xlsx`);
    },
  });
  return (
    <Group>
      {rows !== undefined && (
        <Button
          loading={workbook.isPending}
          onClick={() => {
            workbook.mutate(rows);
          }}
        >
          {text('downloadXlsx')}
        </Button>
      )}
      <Button
        component="a"
        variant="default"
        href={`/api/screenings/${id}/results?purpose=${found.purpose}`}
        download={`${name}.csv`}
      >
        {text('downloadCsv')}
      </Button>
      {workbook.isError && <ErrorState error={workbook.error} />}
    </Group>
  );
}
