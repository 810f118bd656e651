import { BarChart } from '@mantine/charts';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { DataFigure } from '../oversight/data-figure.tsx';
import { useOversightTexts } from '../oversight/texts.ts';
import type { Overview } from './overview-queries.ts';
import { seriesRows, UNKNOWN_PURPOSE } from './series-rows.ts';
import { useOverviewTexts } from './texts.ts';

const colors = ['hearth.7', 'orange.6', 'teal.7', 'grape.6', 'indigo.4', 'pink.6', 'gray.6', 'lime.7'];
/** For eyes alone, as the table beside it is for everybody: nothing in it takes the focus. */
const still = { accessibilityLayer: false };

/** Charts of what was asked, each with its table. */
export function ActivityFigures({ overview }: { readonly overview: Overview }): ReactNode {
  return (
    <>
      <OverTime overview={overview} />
      <ByPlace overview={overview} />
      <ByOutcome overview={overview} />
    </>
  );
}

function usePurposeName(): (purpose: string) => string {
  const terms = useTerms();
  const text = useOversightTexts();
  return (purpose) => (purpose === UNKNOWN_PURPOSE ? text('unknownPurpose') : terms('purpose', purpose));
}

function OverTime({ overview }: { readonly overview: Overview }): ReactNode {
  const text = useOverviewTexts();
  const { number, instant, shortInstant, date } = useFormats();
  const purposeName = usePurposeName();
  const purposes = overview.byPurpose.map(({ purpose }) => purpose ?? UNKNOWN_PURPOSE);
  const rows = seriesRows(overview);
  const name = (start: string): string =>
    overview.bucket === 'HOUR'
      ? shortInstant(start)
      : date(new Date(Date.parse(start) + 8 * 3_600_000).toISOString().slice(0, 10));
  return (
    <DataFigure
      title={text('overTime')}
      caption={text('overTimeCaption', {
        answered: number(overview.answered),
        refused: number(overview.refused),
        from: instant(overview.from),
        to: instant(overview.to),
      })}
      chart={
        <BarChart
          h={260}
          type="stacked"
          dataKey="name"
          data={rows.map(({ start, counts }) => ({ name: name(start), ...counts }))}
          series={purposes.map((purpose, n) => ({
            name: purpose,
            label: purposeName(purpose),
            color: colors[n % colors.length] ?? 'gray.6',
          }))}
          valueFormatter={number}
          barChartProps={still}
          withLegend
        />
      }
      columns={[text('when'), ...purposes.map(purposeName)]}
      rows={rows.map(({ start, counts }) => [
        name(start),
        ...purposes.map((purpose) => number(counts[purpose] ?? 0)),
      ])}
    />
  );
}

function ByPlace({ overview }: { readonly overview: Overview }): ReactNode {
  const text = useOverviewTexts();
  const oversight = useOversightTexts();
  const { number } = useFormats();
  const shown = overview.byLocation.slice(0, 15);
  const placeName = (location: string): string => (location === '*' ? oversight('everywhere') : location);
  const others = overview.otherLocations;
  return (
    <DataFigure
      title={text('byLocation')}
      caption={text('byLocationCaption')}
      chart={
        <BarChart
          h={Math.max(120, shown.length * 28 + 60)}
          orientation="vertical"
          type="stacked"
          dataKey="name"
          data={shown.map(({ location, answered, refused }) => ({
            name: placeName(location),
            answered,
            refused,
          }))}
          series={[
            { name: 'answered', label: text('answered'), color: 'hearth.7' },
            { name: 'refused', label: text('refused'), color: 'orange.6' },
          ]}
          yAxisProps={{ width: 110, interval: 0 }}
          valueFormatter={number}
          barChartProps={still}
          withLegend
        />
      }
      columns={[text('location'), text('answered'), text('refused'), text('students')]}
      rows={[
        ...overview.byLocation.map(({ location, answered, refused, subjects }) => [
          placeName(location),
          ...[answered, refused, subjects].map(number),
        ]),
        ...(others
          ? [
              [
                text('otherPlaces', { count: others.locations }),
                ...[others.answered, others.refused, others.subjects].map(number),
              ],
            ]
          : []),
      ]}
    />
  );
}

function ByOutcome({ overview }: { readonly overview: Overview }): ReactNode {
  const text = useOverviewTexts();
  const terms = useTerms();
  const { number } = useFormats();
  const rows = overview.byOutcome.map(({ outcome, count }) => ({ name: terms('outcome', outcome), count }));
  return (
    <DataFigure
      title={text('byOutcome')}
      chart={
        <BarChart
          h={Math.max(120, rows.length * 32 + 40)}
          orientation="vertical"
          dataKey="name"
          data={rows}
          series={[{ name: 'count', label: text('count'), color: 'hearth.7' }]}
          yAxisProps={{ width: 190, interval: 0 }}
          valueFormatter={number}
          barChartProps={still}
        />
      }
      columns={[text('outcome'), text('count')]}
      rows={rows.map(({ name, count }) => [name, number(count)])}
    />
  );
}
