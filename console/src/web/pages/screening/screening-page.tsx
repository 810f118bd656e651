import { Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats } from '../../shell/i18n/use-formats.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { useSession } from '../../shell/session/use-session.ts';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import { useTerms } from '../../shell/terms/use-terms.ts';
import { screeningPurposesOf } from '../screenings/purposes-of.ts';
import { StatusBadge } from '../screenings/status-badge.tsx';
import { CancelButton } from './cancel-button.tsx';
import { ScreeningBody } from './screening-body.tsx';
import { screeningQuery } from './screening-query.ts';
import { useScreeningTexts } from './texts.ts';

/** One screening: its progress, or its results. Its address leads back to it at any time. */
export function ScreeningPage(): ReactNode {
  const text = useScreeningTexts();
  const terms = useTerms();
  const formats = useFormats();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/screenings/$id' });
  const search = useSearch({ from: '/screenings/$id' });
  const own = screeningPurposesOf(useSession().user.role);
  const purposes = own.filter((purpose) => search.purpose === undefined || purpose === search.purpose);
  const query = useQuery(screeningQuery(id, purposes.length > 0 ? purposes : own));
  if (query.isPending || query.isError) {
    return (
      <>
        <PageTitle title={text('title')} />
        {query.isPending ? (
          <LoadingState />
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </>
    );
  }
  const { screening, purpose } = query.data;
  const { clientReference: name, createdAt, expiresAt, status } = screening;
  const isKept = status === 'AWAITING_ROSTER' || status === 'RUNNING' || status === 'COMPLETED';
  return (
    <Stack gap="md">
      <PageTitle
        title={name === null ? text('title') : text('titleNamed', { name })}
        lead={text('lead', {
          purpose: terms('purpose', purpose),
          begun: formats.instant(createdAt),
          kept: formats.date(expiresAt.slice(0, 10)),
        })}
      >
        <Group>
          <StatusBadge status={status} />
          {isKept && <CancelButton {...query.data} />}
        </Group>
      </PageTitle>
      <ScreeningBody
        found={query.data}
        filter={{ attention: search.show, group: search.group }}
        onFilter={({ attention, group }) => {
          void navigate({
            to: '/screenings/$id',
            params: { id },
            search: { purpose, show: attention, group },
            replace: true,
            resetScroll: false,
          });
        }}
      />
    </Stack>
  );
}
