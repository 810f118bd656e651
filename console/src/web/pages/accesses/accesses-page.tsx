import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../../shell/page-title.tsx';
import { EmptyState } from '../../shell/states/empty-state.tsx';
import { ErrorState } from '../../shell/states/error-state.tsx';
import { LoadingState } from '../../shell/states/loading-state.tsx';
import type { Entry } from '../oversight/entry.ts';
import { EntryTable } from '../oversight/entry-table.tsx';
import { ExportButtons } from '../oversight/export-buttons.tsx';
import { accessesQuery } from './accesses-query.ts';
import { FilterForm } from './filter-form.tsx';
import { useAccessesTexts } from './texts.ts';

const route = getRouteApi('/accesses');

/** The log, searched: a page of it, and that page as a file. */
export function AccessesPage(): ReactNode {
  const text = useAccessesTexts();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { data, isPending, isError, error, refetch } = useQuery(accessesQuery(filter));
  const { after, ...conditions } = filter;
  return (
    <>
      <PageTitle title={text('title')} lead={text('lead')} />
      <Stack gap="lg">
        <FilterForm
          key={JSON.stringify(conditions)}
          filter={filter}
          onSearch={(search) => void navigate({ search })}
        />
        {isPending && <LoadingState />}
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data?.entries.length === 0 && <EmptyState title={text('empty')} advice={text('emptyAdvice')} />}
        {data && data.entries.length > 0 && (
          <>
            <Group justify="space-between">
              <Group gap="xs" component="nav" aria-label={text('pages')}>
                <PageLink isThere={after !== undefined} after={undefined} label={text('newest')} />
                <PageLink isThere={data.next !== null} after={data.next ?? undefined} label={text('older')} />
              </Group>
              <ExportButtons name="hearthgate-accesses" rows={data.entries.map(exportedEntry)} />
            </Group>
            <EntryTable caption={text('caption', { count: data.entries.length })} entries={data.entries} />
          </>
        )}
      </Stack>
    </>
  );
}

interface PageLinkProps {
  readonly isThere: boolean;
  readonly after: string | undefined;
  readonly label: string;
}

function PageLink({ isThere, after, label }: PageLinkProps): ReactNode {
  if (!isThere) {
    return (
      <Button variant="default" size="xs" disabled>
        {label}
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      size="xs"
      renderRoot={(props) => <Link {...props} to="/accesses" search={(now) => ({ ...now, after })} />}
    >
      {label}
    </Button>
  );
}

/** The columns of the table, by names that programs can read. */
function exportedEntry(entry: Entry) {
  const {
    index,
    time,
    recordedAt,
    kind,
    outcome,
    client,
    role,
    location,
    purpose,
    fields,
    subjectCount,
    leafHash,
  } = entry;
  return {
    index,
    time,
    recordedAt,
    kind,
    client,
    role,
    location,
    purpose,
    outcome,
    fields,
    students: subjectCount,
    leafHash,
  };
}
