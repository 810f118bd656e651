import { Group, SegmentedControl, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useShellTexts } from './texts.ts';

export interface ChartOrTableProps {
  readonly title: string;
  /** A sentence that says what the chart says, for whoever does not see it. */
  readonly summary: string;
  readonly chart: ReactNode;
  /** The same figures as a table. */
  readonly table: ReactNode;
}

/** A chart with the table behind it: one click or key away, and always there for screen readers' users to choose. */
export function ChartOrTable({ title, summary, chart, table }: ChartOrTableProps): ReactNode {
  const text = useShellTexts();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  return (
    <section aria-label={title}>
      <Group justify="space-between" mb="md">
        <Title order={2}>{title}</Title>
        <SegmentedControl
          size="xs"
          aria-label={text('chartOrTable')}
          data={[
            { value: 'chart', label: text('chart') },
            { value: 'table', label: text('table') },
          ]}
          value={shown}
          onChange={(value) => {
            setShown(value as 'chart' | 'table');
          }}
        />
      </Group>
      {shown === 'chart' ? (
        <div role="img" aria-label={summary}>
          {chart}
        </div>
      ) : (
        table
      )}
    </section>
  );
}
