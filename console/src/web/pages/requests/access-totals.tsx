import { BarChart } from '@mantine/charts';
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChartOrTable } from '../../shell/chart-or-table.tsx';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import type { AccessTotal } from './access-totals-query.ts';
import { type Bar, barsOf } from './bars-of.ts';
import { type DayRange, hoursPerBar } from './day-range.ts';
import { useRequestsTexts } from './texts.ts';

export interface AccessTotalsProps {
  readonly totals: readonly AccessTotal[];
  readonly range: DayRange;
  readonly count: 'requests' | 'students';
}

const colors = ['hearth.7', 'teal.7', 'yellow.8', 'grape.7', 'gray.6'];

/** How much was asked over time, by purpose, as bars and as a table. */
export function AccessTotals({ totals, range, count }: AccessTotalsProps): ReactNode {
  const text = useRequestsTexts();
  const terms = useTerms();
  const formats = useFormats();
  const { bars, purposes, total } = barsOf(totals, range, count);
  const what = text(count);
  const hours = hoursPerBar(range);
  const begins = (bar: Bar): string => (hours < 24 ? formats.shortInstant(bar.from) : formats.day(bar.from));
  const titles = { 1: text('perHour', { what }), 24: text('perDay', { what }) } as Record<number, string>;
  return (
    <ChartOrTable
      title={titles[hours] ?? text('perBar', { what, days: hours / 24 })}
      summary={text('summary', {
        what,
        from: formats.date(range.from),
        to: formats.date(range.to),
        total: formats.number(total),
      })}
      chart={
        <BarChart
          h={260}
          data={bars.map((bar) => ({ from: begins(bar), ...bar.values }))}
          dataKey="from"
          type="stacked"
          series={purposes.map((purpose, index) => ({
            name: purpose,
            label: terms('purpose', purpose),
            color: colors[index % colors.length] ?? 'gray.6',
          }))}
          valueFormatter={formats.number}
          withLegend
          legendProps={{ verticalAlign: 'bottom' }}
          barProps={{ isAnimationActive: false, maxBarSize: 60 }}
          yAxisProps={{ allowDecimals: false, width: 48 }}
        />
      }
      table={
        <Table.ScrollContainer minWidth={360} maxHeight={400}>
          <Table stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text('from')}</Table.Th>
                {purposes.map((purpose) => (
                  <Table.Th key={purpose} ta="right">
                    {terms('purpose', purpose)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {bars.map((bar) => (
                <Table.Tr key={bar.from}>
                  <Table.Td>{begins(bar)}</Table.Td>
                  {purposes.map((purpose) => (
                    <Table.Td key={purpose} ta="right" className="figures">
                      {formats.number(bar.values[purpose] ?? 0)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      }
    />
  );
}
