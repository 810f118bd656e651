import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { type Overview, overviewQueries } from './overview-queries.ts';
import { useOverviewTexts } from './texts.ts';

/** The numbers that are read at a glance. */
export function KeyFigures({ overview }: { readonly overview: Overview }): ReactNode {
  const text = useOverviewTexts();
  const { number } = useFormats();
  const open = useQuery(overviewQueries.open);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      <Figure id="answered" label={text('answered')} value={number(overview.answered)} />
      <Figure
        id="refused"
        label={text('refused')}
        value={number(overview.refused)}
        note={text('refusedNote')}
      />
      <Figure
        id="students"
        label={text('students')}
        value={number(overview.subjects)}
        note={text('studentsNote')}
      />
      <Figure
        id="open"
        label={text('unusualOpen')}
        value={open.data === undefined ? '…' : number(open.data)}
        note={
          open.data === 0 ? (
            text('noUnusual')
          ) : (
            <Anchor underline="always" size="sm" renderRoot={(props) => <Link {...props} to="/unusual" />}>
              {text('unusualLink')}
            </Anchor>
          )
        }
      />
    </SimpleGrid>
  );
}

interface FigureProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly note?: ReactNode;
}

function Figure({ id, label, value, note }: FigureProps): ReactNode {
  return (
    <Paper withBorder p="md" radius="md" data-figure={id}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="1.8rem" fw={600} lh={1.3} className="figures" data-value>
        {value}
      </Text>
      {note !== undefined && (
        <Text size="sm" c="dimmed" component="div">
          {note}
        </Text>
      )}
    </Paper>
  );
}
