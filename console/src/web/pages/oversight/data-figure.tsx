import { Group, Paper, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useOversightTexts } from './texts.ts';

export interface DataFigureProps {
  readonly title: string;
  /** The figure in a sentence. */
  readonly caption?: string;
  readonly chart: ReactNode;
  readonly columns: readonly string[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

/** A chart and the table behind it, one of them shown. The chart is for eyes alone: whoever cannot see it has the table. */
export function DataFigure({ title, caption, chart, columns, rows }: DataFigureProps): ReactNode {
  const text = useOversightTexts();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const heading = useId();
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby={heading}>
      <Group justify="space-between" mb="xs">
        <Title order={2} id={heading}>
          {title}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={text('shownAs')}
          value={shown}
          onChange={(value) => {
            setShown(value === 'table' ? 'table' : 'chart');
          }}
          data={[
            { value: 'chart', label: text('chart') },
            { value: 'table', label: text('table') },
          ]}
        />
      </Group>
      {caption !== undefined && (
        <Text size="sm" c="dimmed" mb="sm">
          {caption}
        </Text>
      )}
      {shown === 'chart' ? <div aria-hidden>{chart}</div> : <FigureTable columns={columns} rows={rows} />}
    </Paper>
  );
}

function FigureTable({ columns, rows }: Pick<DataFigureProps, 'columns' | 'rows'>): ReactNode {
  return (
    <Table.ScrollContainer minWidth={360} maxHeight={360}>
      <Table stickyHeader className="figures">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([head = '', ...cells]) => (
            <Table.Tr key={head}>
              <Table.Th scope="row">{head}</Table.Th>
              {cells.map((cell, column) => (
                <Table.Td key={columns[column + 1] ?? column}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
