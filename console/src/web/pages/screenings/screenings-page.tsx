import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { useSession } from '../../shell/session/use-session.ts';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { screeningPurposesOf } from './purposes-of.ts';
import type { ScreeningPurpose } from './screening.ts';
import { screeningsQuery } from './screenings-query.ts';
import { ScreeningsTable } from './screenings-table.tsx';
import { useScreeningsTexts } from './texts.ts';

/** The office's screenings with their state. A screening belongs to the purpose that it was begun for, so one is shown at a time. */
export function ScreeningsPage(): ReactNode {
  const text = useScreeningsTexts();
  const terms = useTerms();
  const navigate = useNavigate();
  const { purpose: wanted } = useSearch({ from: '/screenings' });
  const purposes = screeningPurposesOf(useSession().user.role);
  const purpose = purposes.find((name) => name === wanted) ?? purposes[0] ?? 'AID_ELIGIBILITY';
  const newOne = (
    <Button component={Link} to="/screenings/new">
      {text('begin')}
    </Button>
  );
  return (
    <Stack gap="md">
      <PageTitle title={text('title')} lead={text('lead')}>
        {newOne}
      </PageTitle>
      {purposes.length > 1 && (
        <Group>
          <SegmentedControl
            aria-label={text('purpose')}
            value={purpose}
            data={purposes.map((name) => ({ value: name, label: terms('purpose', name) }))}
            onChange={(name) => {
              void navigate({ to: '/screenings', search: { purpose: name as ScreeningPurpose } });
            }}
          />
        </Group>
      )}
      <Listed purpose={purpose}>{newOne}</Listed>
    </Stack>
  );
}

function Listed({
  purpose,
  children,
}: {
  readonly purpose: ScreeningPurpose;
  readonly children: ReactNode;
}): ReactNode {
  const text = useScreeningsTexts();
  const query = useInfiniteQuery(screeningsQuery(purpose));
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const screenings = query.data.pages.flatMap((page) => page.screenings);
  if (screenings.length === 0) {
    return (
      <EmptyState title={text('none')} advice={text('noneAdvice')}>
        {children}
      </EmptyState>
    );
  }
  return (
    <Stack>
      <ScreeningsTable screenings={screenings} purpose={purpose} />
      {query.hasNextPage && (
        <Group>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {text('older')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
