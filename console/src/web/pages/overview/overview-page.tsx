import { Group, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { ActivityFigures } from './activity-figures.tsx';
import { IntegrityPanel } from './integrity-panel.tsx';
import { KeyFigures } from './key-figures.tsx';
import { overviewQueries } from './overview-queries.ts';
import { useOverviewTexts } from './texts.ts';

export const OVERVIEW_DAYS = [1, 7, 30, 366] as const;

const route = getRouteApi('/overview');

/** What a privacy officer sees first: how much was asked, what waits, and whether the log holds. */
export function OverviewPage(): ReactNode {
  const text = useOverviewTexts();
  const { days = 7 } = route.useSearch();
  const navigate = route.useNavigate();
  const overview = useQuery(overviewQueries.overview(days));
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')} />
      <Stack gap="lg">
        <Group>
          <SegmentedControl
            aria-label={text('range')}
            value={String(days)}
            onChange={(chosen) => {
              const wanted = OVERVIEW_DAYS.find((of) => String(of) === chosen);
              void navigate({ search: { days: wanted } });
            }}
            data={OVERVIEW_DAYS.map((of) => ({ value: String(of), label: text(`days_${of}`) }))}
          />
        </Group>
        {overview.isPending && <LoadingState />}
        {overview.isError && <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />}
        {overview.data && <KeyFigures overview={overview.data} />}
        <IntegrityPanel />
        {overview.data?.leaves === 0 && <EmptyState title={text('empty')} advice={text('emptyAdvice')} />}
        {overview.data && overview.data.leaves > 0 && (
          <SimpleGrid cols={1}>
            <ActivityFigures overview={overview.data} />
          </SimpleGrid>
        )}
      </Stack>
    </>
  );
}
