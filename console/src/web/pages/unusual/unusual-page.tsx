import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { FindingCard } from './finding-card.tsx';
import { STATES, unusualQuery } from './unusual-query.ts';
import { useUnusualTexts } from './texts.ts';

const route = getRouteApi('/unusual');

/** What rules found, each with the entries behind it and what officers made of it. */
export function UnusualPage(): ReactNode {
  const text = useUnusualTexts();
  const { number } = useFormats();
  const { state = 'OPEN', after } = route.useSearch();
  const navigate = route.useNavigate();
  const wanted = state === 'ALL' ? undefined : state;
  const { data, isPending, isError, error, refetch } = useQuery(unusualQuery(wanted, after));
  const counts = data && { OPEN: data.open, EXPLAINED: data.explained, ESCALATED: data.escalated };
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')} />
      <Stack gap="lg">
        <Group>
          <SegmentedControl
            aria-label={text('state')}
            value={state}
            onChange={(chosen) =>
              void navigate({ search: { state: [...STATES, 'ALL' as const].find((of) => of === chosen) } })
            }
            data={[
              ...STATES.map((of) => ({
                value: of,
                label: counts ? `${text(of)} (${number(counts[of])})` : text(of),
              })),
              { value: 'ALL', label: text('all') },
            ]}
          />
        </Group>
        {isPending && <LoadingState />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data?.findings.length === 0 && <EmptyState title={text('empty')} advice={text('emptyAdvice')} />}
        {data?.findings.map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
        {data && (after !== undefined || data.next !== null) && (
          <Group gap="xs">
            {after !== undefined && <PageLink after={undefined} label={text('newest')} />}
            {data.next !== null && <PageLink after={data.next} label={text('older')} />}
          </Group>
        )}
      </Stack>
    </>
  );
}

function PageLink({
  after,
  label,
}: {
  readonly after: string | undefined;
  readonly label: string;
}): ReactNode {
  return (
    <Button
      variant="default"
      size="xs"
      renderRoot={(props) => <Link {...props} to="/unusual" search={(now) => ({ ...now, after })} />}
    >
      {label}
    </Button>
  );
}
