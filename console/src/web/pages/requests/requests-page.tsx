import { Paper, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { AccessRecords } from './access-records.tsx';
import { accessTotalsQuery } from './access-totals-query.ts';
import { AccessTotals } from './access-totals.tsx';
import { ClientTotals } from './client-totals.tsx';
import { dayRange } from './day-range.ts';
import { requestsRoute } from './requests-route.ts';
import { RequestsFilter } from './requests-filter.tsx';
import { useRequestsTexts } from './texts.ts';

/** An agency's clerk watches who asks for its data: over time, by client and purpose, and one by one. */
export function RequestsPage(): ReactNode {
  const text = useRequestsTexts();
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')} />
      <Stack gap="lg">
        <RequestsFilter />
        <Requests />
      </Stack>
    </>
  );
}

function Requests(): ReactNode {
  const text = useRequestsTexts();
  const { from, to, count = 'requests' } = requestsRoute.useSearch();
  const range = dayRange({ from, to });
  const totals = useQuery(accessTotalsQuery(range));
  if (totals.isPending) return <LoadingState />;
  if (totals.isError) return <ErrorState error={totals.error} onRetry={() => void totals.refetch()} />;
  if (totals.data.length === 0) return <EmptyState title={text('nothing')} advice={text('nothingAdvice')} />;
  return (
    <>
      <Paper withBorder p="lg" radius="md">
        <AccessTotals totals={totals.data} range={range} count={count} />
      </Paper>
      <Paper withBorder p="lg" radius="md">
        <ClientTotals totals={totals.data} />
      </Paper>
      <Paper withBorder p="lg" radius="md">
        <AccessRecords range={range} />
      </Paper>
    </>
  );
}
